#!/usr/bin/env bash
# Preflight against PDFs each wrong in one known way, made from good ones of ours: every fault is found, and the good ones pass.
. tests/lib.sh
golden=$PWD/tests/golden
cd "$SCRATCH" || exit 1
cp -r "$golden/columns" x4; cp -r "$golden/columns" x1a
printf 'press: {standard: "PDF/X-1a:2003"}\n' >>x1a/issue.yaml
for kind in x4 x1a; do
  run "$TEKAN" build "$kind" -o "out-$kind"
  run "$TEKAN" check "out-$kind/$kind.pdf"; expect_status "a good $kind file passes" 0
  expect_text "and nothing is said of it" "[$out$err]" "[]"
  qpdf --qdf --object-streams=disable "out-$kind/$kind.pdf" "$kind.qdf"
done

# spoil NAME CODE KIND SED: the file after SED is told with CODE.
spoil() {
  LC_ALL=C sed "$4" "$3.qdf" >"$1.qdf"
  if cmp -s "$1.qdf" "$3.qdf"; then fail "$1" "the edit changed nothing"; return; fi
  fix-qdf "$1.qdf" >"$1.pdf" 2>/dev/null
  run "$TEKAN" check "$1.pdf"
  expect_text "$1 is found" "$out$err" "[$2]"
}
spoil no-trim pdf-box x4 's|/TrimBox|/NoneBox|'
spoil trim-outside-bleed pdf-box x4 's|/BleedBox|/ArtBox|'
spoil no-intent pdf-intent x4 's|/OutputIntents|/OutputNothing|'
spoil wrong-intent pdf-intent x4 's|/GTS_PDFX$|/GTS_PDFA1|'
spoil no-claim pdf-standard x4 's|GTS_PDFXVersion|GTS_NONEVersion|g'
spoil no-trapped pdf-info x1a 's|/Trapped /False|/Trapped /Unknown|'
spoil no-title pdf-info x1a 's|/Title |/Tatle |'
spoil newer-version pdf-version x1a '1s|1\.4|1.7|'
spoil font-not-embedded pdf-font x4 's|/FontFile3 |/FontNone3 |'
spoil rgb-text pdf-rgb x4 's|^0 0 0 1 k$|0 0 0 rg|'
spoil four-ink-text pdf-text-four-inks x4 's|^0 0 0 1 k$|.5 .5 .5 1 k|'
spoil too-much-ink pdf-tac x4 's|^0 1 1 0 k$|1 1 1 0 k|'
spoil white-overprint pdf-white-overprint x4 's|^0 0 0 1 k$|0 0 0 0 k|'
spoil hairline pdf-hairline x4 's|^0\.5 w |0.1 w |'
spoil script pdf-action x4 's|/PageMode /UseOutlines|/AA << /WC << /S /JavaScript /JS (x) >> >>|'
spoil layers pdf-layers x4 's|/PageMode /UseOutlines|/OCProperties << /OCGs [] /D << >> >>|'
spoil annotation pdf-annotation x4 's|/TrimBox|/Annots [ << /Type /Annot /Subtype /Text /Rect [100 100 200 200] >> ] /TrimBox|'
spoil transparency pdf-transparency x1a 's|/OPM 1|/OPM 1 /ca .5|'
spoil page-group pdf-transparency x1a 's|/TrimBox|/Group << /S /Transparency >> /TrimBox|'
qpdf --encrypt '' owner 128 --use-aes=y -- out-x4/x4.pdf encrypted.pdf
run "$TEKAN" check encrypted.pdf; expect_text "encryption is found" "$out$err" "[pdf-encrypted]"
head -c 3000 out-x4/x4.pdf >cut.pdf
# libqpdf 11 gives such a file up; 12 makes what it can of it, and then it is damaged.
run "$TEKAN" check cut.pdf
case "$status $err" in
  2*"[pdf-unreadable]"* | 1*"[pdf-damaged]"*) pass "a cut-off file is unreadable, or damaged" ;;
  *) fail "a cut-off file is unreadable, or damaged" "status $status; $err" ;;
esac
printf 'not a PDF' >text.pdf
run "$TEKAN" check text.pdf; expect_status "so is text called .pdf" 2
