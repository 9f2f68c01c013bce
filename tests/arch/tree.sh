# What a commit holds: the folders and files of the project, and nothing a program made in passing.
. tests/lib.sh
if ! git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
  skip "what is in the tree" "it is no clone"
  exit 0
fi
none() { if [ -z "$2" ]; then pass "$1"; else fail "$1" "$2"; fi; }
KNOWN='\.ci|\.clang-format|\.clang-tidy|\.gitignore|CHANGELOG\.md|CONTRIBUTING\.md|LICENSE|Makefile|README\.md|README\.zh-CN\.md|VERSION|completions|debian|deps|docs|fonts|issues|layouts|man|po|src|tests|tools'

stray=$(git ls-files | sed 's|/.*||' | sort -u | grep -vxE "$KNOWN")
none "nothing but the project lies at the top" "$stray"
made=$(git ls-files | grep -E '(^|/)(report\.json|.*\.(pdf|o|core|orig|rej|pyc))$' | grep -vE '^(tests|docs)/')
none "nothing that was made lies among the sources" "$made"
