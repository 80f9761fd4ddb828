# bash completion for tuban. Written by tuban_docs.

_tuban_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current"); }

# The last of several words, separated by commas.
_tuban_list() {
  local before=
  [[ $current == *,* ]] && before=${current%,*},
  mapfile -t COMPREPLY < <(compgen -P "$before" -W "$1" -- "${current##*,}")
}

# Paths, as compgen's options say.
_tuban_paths() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen "$@" -- "$current")
}

_tuban_specs() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen -d -- "$current"; compgen -f -X '!*.json' -- "$current")
}

_tuban() {
  local current=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}
  COMPREPLY=()
  # --option=value comes as three words.
  if [[ $current == = ]]; then
    current=
  elif [[ $option == = ]]; then
    option=${COMP_WORDS[COMP_CWORD-2]}
  fi
  if ((COMP_CWORD == 1)); then
    _tuban_words 'render check watch fonts inspect explain styles new merge-reports --help --version'
    return
  fi
  case $command:$option in
    render:--output|render:-o) _tuban_paths -f; return ;;
    render:--format|render:-f) _tuban_list 'png jpeg tiff svg pdf eps'; return ;;
    render:--style) _tuban_paths -f; return ;;
    render:--font-dir) return ;;
    render:--width) return ;;
    render:--height) return ;;
    render:--font-size) return ;;
    render:--for) _tuban_paths -f; return ;;
    render:--background) return ;;
    render:--scale) return ;;
    render:--dpi) return ;;
    render:--quality) return ;;
    render:--page) return ;;
    render:--margin) return ;;
    render:--bleed) return ;;
    render:--color) return ;;
    render:--profile) _tuban_paths -f; return ;;
    render:--intent) return ;;
    render:--neutral) return ;;
    render:--ink-limit) return ;;
    render:--lang) return ;;
    render:--encoding) return ;;
    render:--seed) return ;;
    render:--now) return ;;
    render:--timezone) return ;;
    render:--map) return ;;
    render:--param) return ;;
    render:--data) return ;;
    render:--for-each) _tuban_paths -f; return ;;
    render:--manifest) _tuban_paths -f; return ;;
    render:--max-memory) return ;;
    render:--max-rows) return ;;
    render:--max-pixels) return ;;
    render:--svg-text) _tuban_words 'live outline'; return ;;
    render:--allow-path) _tuban_paths -d; return ;;
    render:--jobs|render:-j) return ;;
    render:--threads) return ;;
    render:--shard) return ;;
    render:--cache) _tuban_paths -f; return ;;
    render:--cache-size) return ;;
    render:--timeout) return ;;
    render:--allow) return ;;
    render:--messages) _tuban_words 'text json events'; return ;;
    render:--report) return ;;
    render:--depfile) _tuban_paths -f; return ;;
    render:--compare) _tuban_paths -f; return ;;
    render:--threshold) return ;;
    render:--tolerance) return ;;
    check:--output|check:-o) _tuban_paths -f; return ;;
    check:--format|check:-f) _tuban_list 'png jpeg tiff svg pdf eps'; return ;;
    check:--style) _tuban_paths -f; return ;;
    check:--font-dir) return ;;
    check:--for) _tuban_paths -f; return ;;
    check:--lang) return ;;
    check:--map) return ;;
    check:--param) return ;;
    check:--data) return ;;
    check:--for-each) _tuban_paths -f; return ;;
    check:--manifest) _tuban_paths -f; return ;;
    check:--allow-path) _tuban_paths -d; return ;;
    check:--shard) return ;;
    check:--allow) return ;;
    check:--messages) _tuban_words 'text json events'; return ;;
    check:--report) return ;;
    watch:--output|watch:-o) _tuban_paths -f; return ;;
    watch:--format|watch:-f) _tuban_list 'png jpeg tiff svg pdf eps'; return ;;
    watch:--style) _tuban_paths -f; return ;;
    watch:--font-dir) return ;;
    watch:--width) return ;;
    watch:--height) return ;;
    watch:--font-size) return ;;
    watch:--for) _tuban_paths -f; return ;;
    watch:--background) return ;;
    watch:--scale) return ;;
    watch:--dpi) return ;;
    watch:--quality) return ;;
    watch:--page) return ;;
    watch:--margin) return ;;
    watch:--lang) return ;;
    watch:--encoding) return ;;
    watch:--seed) return ;;
    watch:--now) return ;;
    watch:--timezone) return ;;
    watch:--map) return ;;
    watch:--max-memory) return ;;
    watch:--max-rows) return ;;
    watch:--max-pixels) return ;;
    watch:--svg-text) _tuban_words 'live outline'; return ;;
    watch:--allow-path) _tuban_paths -d; return ;;
    watch:--threads) return ;;
    watch:--allow) return ;;
    watch:--messages) _tuban_words 'text json events'; return ;;
    fonts:--style) _tuban_paths -f; return ;;
    fonts:--font-dir) return ;;
    fonts:--lang) return ;;
    fonts:--encoding) return ;;
    fonts:--seed) return ;;
    fonts:--now) return ;;
    fonts:--timezone) return ;;
    fonts:--map) return ;;
    fonts:--max-memory) return ;;
    fonts:--max-rows) return ;;
    fonts:--allow-path) _tuban_paths -d; return ;;
    fonts:--allow) return ;;
    fonts:--messages) _tuban_words 'text json events'; return ;;
    inspect:--style) _tuban_paths -f; return ;;
    inspect:--font-dir) return ;;
    inspect:--width) return ;;
    inspect:--height) return ;;
    inspect:--font-size) return ;;
    inspect:--for) _tuban_paths -f; return ;;
    inspect:--background) return ;;
    inspect:--lang) return ;;
    inspect:--encoding) return ;;
    inspect:--seed) return ;;
    inspect:--now) return ;;
    inspect:--timezone) return ;;
    inspect:--map) return ;;
    inspect:--max-memory) return ;;
    inspect:--max-rows) return ;;
    inspect:--stage|inspect:-s) _tuban_words 'view data scales scene'; return ;;
    inspect:--allow-path) _tuban_paths -d; return ;;
    inspect:--allow) return ;;
    inspect:--messages) _tuban_words 'text json events'; return ;;
    new:--encoding) return ;;
    new:--from) _tuban_paths -f; return ;;
  esac
  case $command:$current in
    render:-*) _tuban_words '--help --output --format --style --font-dir --system-fonts --width --height --font-size --for --background --scale --dpi --quality --page --landscape --margin --bleed --marks --color --profile --intent --neutral --ink-limit --pdfx --lang --encoding --seed --now --timezone --map --param --data --for-each --manifest --max-memory --max-rows --max-pixels --svg-text --allow-path --jobs --threads --fail-fast --shard --cache --no-cache --cache-size --force --dry-run --timeout --allow --messages --report --depfile --compare --threshold --tolerance --verbose --strict --quiet' ;;
    check:-*) _tuban_words '--help --output --format --style --font-dir --system-fonts --for --lang --map --param --data --for-each --manifest --allow-path --shard --allow --messages --report --verbose --strict --quiet' ;;
    watch:-*) _tuban_words '--help --output --format --style --font-dir --system-fonts --width --height --font-size --for --background --scale --dpi --quality --page --landscape --margin --lang --encoding --seed --now --timezone --map --max-memory --max-rows --max-pixels --svg-text --allow-path --threads --allow --messages --verbose --strict --quiet' ;;
    fonts:-*) _tuban_words '--help --style --font-dir --system-fonts --lang --encoding --seed --now --timezone --map --max-memory --max-rows --allow-path --allow --messages --verbose --strict' ;;
    inspect:-*) _tuban_words '--help --style --font-dir --system-fonts --width --height --font-size --for --background --lang --encoding --seed --now --timezone --map --max-memory --max-rows --stage --allow-path --allow --messages --verbose --strict' ;;
    explain:-*) _tuban_words '--help' ;;
    styles:-*) _tuban_words '--help' ;;
    new:-*) _tuban_words '--help --encoding --from' ;;
    merge-reports:-*) _tuban_words '--help' ;;
    explain:*) ;;
    styles:*) ;;
    new:*) ;;
    merge-reports:*) ;;
    *) _tuban_specs ;;
  esac
}

complete -F _tuban tuban
