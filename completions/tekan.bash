# bash completion for tekan
_tekan() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= word
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in -*) ;; *) command=$word; break ;; esac
  done
  COMPREPLY=()
  case $prev in
    -o|--output) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    -j|--jobs|--pages|--explain|--alternatives|--choose) return ;;
    --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$cur"); return ;;
    --layout|show)
      mapfile -t COMPREPLY < <(compgen -W "$("${COMP_WORDS[0]}" layouts -q 2>/dev/null | cut -d' ' -f1)" -- "$cur")
      return ;;
  esac
  case $cur in
    -*)
      mapfile -t COMPREPLY < <(compgen -W '-o --output -j --jobs --layout --pages --alternatives --choose --force --json -q --quiet -v --verbose --color --explain --explain-lines --version -h --help' -- "$cur")
      return ;;
  esac
  case $command in
    '') mapfile -t COMPREPLY < <(compgen -W 'build proof check watch makeup new import fonts layouts' -- "$cur") ;;
    build|proof|watch|makeup|new) mapfile -t COMPREPLY < <(compgen -d -- "$cur") ;;
    check|import) mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
    layouts) mapfile -t COMPREPLY < <(compgen -W show -- "$cur") ;;
  esac
}
complete -o filenames -F _tekan tekan
