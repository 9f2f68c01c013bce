# What the shells offer.
. tests/lib.sh
offer() {
  COMP_WORDS=("$TEKAN" "$@") COMP_CWORD=$#
  _tekan
  echo "${COMPREPLY[*]}"
}
# shellcheck disable=SC1091
. completions/tekan.bash
expect_text "commands" "$(offer '')" "build proof check watch makeup new import fonts layouts"
expect_text "a command begun" "$(offer bu)" "build"
expect_text "options" "$(offer build --pa)" "--pages"
expect_text "values" "$(offer build --color al)" "always"
expect_text "layouts by name" "$(offer layouts show '')" "tabloid"
expect_text "folders" "$(cd issues && offer build '')" "2024-xinzhou-lianghui"
for option in $("$TEKAN" -h | grep -oE -- '--[a-z]+' | sort -u); do
  expect_text "bash knows $option" "$(cat completions/tekan.bash)" "$option"
  expect_text "zsh knows $option" "$(cat completions/_tekan)" "$option"
done
if command -v zsh >/dev/null; then check "zsh reads its file" zsh -n completions/_tekan; else skip "zsh reads its file" "zsh is missing"; fi
