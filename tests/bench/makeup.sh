# The search of page make-up on random pages of 5 × 75 lines: articles of 20 to 110 column lines that come to 94 to 106 % of the page, 8 to 20
# heights a width. K layouts wanted; the median and the most CPU milliseconds of PAGES pages. For docs/measurements/makeup.md.
set -eu
pages=${PAGES:-40}
head='  n   K  median ms   worst ms     all in      proven  joins (M)       MB'
for kind in free across; do
  echo "$kind"
  echo "$head"
  for n in 4 6 8 10 12; do
    for k in 1 8; do
      "$BUILD/tests/tools/makeup_pages" "$n" "$k" "$((n < 12 ? pages : (pages + 3) / 4))" "$kind"
    done
  done
done
echo "12 articles, a limit of 100 million joins"
echo "$head"
for kind in free across; do "$BUILD/tests/tools/makeup_pages" 12 8 "$(((pages + 3) / 4))" "$kind" 100000000; done
