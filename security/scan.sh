#!/usr/bin/env bash
# Wapiti and sqlmap against a running demo (docs/SECURITY.md): finds nothing, or fails.
# Usage: scan.sh [PROGRAM [FOLDER]]    PROGRAM: a built kabinet (else target/release/kabinet, which is built where absent);
#                                      FOLDER: where the reports go (else target/security), emptied first
# Needs python3 with venv, and curl. About ten minutes; nothing but this machine is reached.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$here
while [ ! -e "$root/Cargo.lock" ] && [ "$root" != / ]; do root=$(dirname "$root"); done
[ "$root" != / ] || root=$here
program=${1:-$root/target/release/kabinet}
reports=${2:-$root/target/security}
if [ ! -x "$program" ]; then
  [ $# -eq 0 ] || { echo "$program is no program" >&2; exit 2; }
  (cd "$root" && cargo build --release --locked --package kabinet)
fi
program=$(realpath "$program")
rm -rf "$reports" && mkdir -p "$reports" && reports=$(realpath "$reports")
say() { printf '== %s (%ss)\n' "$1" "$SECONDS"; }

work=$(mktemp -d)
# Each background job is a process group of its own and ends with this script.
set -m
cleanup() {
  exec 2>/dev/null
  for group in $(jobs -p); do kill -- "-$group" 2>/dev/null || true; done
  wait || true
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

say "scanners"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r "$here/requirements.txt"
python=$work/venv/bin/python

# A demo for each scanner, so that what one did to the data is not in the other's way. Sets port, demo and sessions: «portal role cookie».
start_demo() {
  local log=$reports/demo-$1.log start="" portal role login password cookie
  "$program" demo --listen 127.0.0.1:0 --data "$work/$1" >"$log" 2>&1 &
  demo=$!
  for _ in $(seq 600); do
    start=$(sed -n 's/^The demo is at //p' "$log")
    [ -z "$start" ] || break
    kill -0 "$demo" || { cat "$log" >&2; exit 2; }
    sleep 0.2
  done
  [ -n "$start" ] || { echo "the demo doesn't start" >&2; exit 2; }
  port=$(sed 's/.*:\([0-9]*\).*/\1/' <<<"$start")
  sessions=$work/$1-sessions
  : >"$sessions"
  # Before the attacks, while no limit and no CAPTCHA stands in the way; one of each role.
  while IFS=$'\t' read -r portal role login password; do
    cookie=$(browse --output /dev/null --cookie-jar - --data-urlencode "login=$login" --data-urlencode "password=$password" \
      "http://$portal.localhost:$port/login" | awk '$6 == "kabinet_session" { print $7 }')
    printf '%s\t%s\t%s\n' "$portal" "$role" "$cookie" >>"$sessions"
    [ -n "$cookie" ] && is_in "$portal" "$cookie" || { echo "the $role of $portal can't log in" >&2; exit 2; }
  done < <("$python" "$here/people.py" "$work/$1/demo.json")
}
browse() { curl --silent --show-error --max-time 20 --resolve "*:$port:127.0.0.1" "$@"; }
is_in() { # portal, cookie
  [ "$(browse --output /dev/null --write-out '%{http_code}' --cookie "kabinet_session=$2" "http://$1.localhost:$port/my/devices")" = 200 ]
}
: >"$reports/doubts.txt"

# Left out: csrf (looks for tokens in forms; ours are guarded by Sec-Fetch-Site and Origin, see frame::csrf), ldap (there is none; it
# takes the password rules for one), methods (its notes are no findings), ssrf, xxe, log4shell (ask a server on the internet), and what
# looks for other people's products.
quick=cookieflags,csp,http_headers,permanentxss,redirect,sql,upload,xss
whole=$quick,backup,crlf,exec,file,htaccess,timesql
wapiti() { # name, modules, arguments
  local name=$1 modules=$2; shift 2
  PYTHONPATH=$here/loopback timeout --foreground --kill-after=10 600 "$work/venv/bin/wapiti" --module "$modules" \
    --max-scan-time 90 --max-attack-time 40 --depth 8 --max-links-per-page 100 --max-files-per-dir 12 --timeout 10 \
    --header 'Connection: close' --flush-session --no-bugreport --verbose 1 --store-session "$work/wapiti-$name" \
    --store-config "$work/wapiti-config" --format json --output "$reports/wapiti-$name.json" "$@" \
    </dev/null >"$reports/wapiti-$name.log" 2>&1 || echo "wapiti-$name ended with $?" >&2
}
# The demo runs on SQLite: what only other databases understand is not tried.
sqlmap() { # name, arguments
  local name=$1; shift
  PYTHONPATH=$here/loopback timeout --foreground --kill-after=10 300 "$work/venv/bin/sqlmap" --batch --level=2 --risk=1 --dbms=sqlite \
    --flush-session --no-keep-alive --disable-coloring --drop-set-cookie --ignore-code='*' --timeout=10 --retries=1 --time-limit=240 \
    --output-dir="$work/sqlmap-$name" --results-file="$reports/sqlmap-$name.csv" "$@" \
    </dev/null >"$reports/sqlmap-$name.log" 2>&1 || echo "sqlmap-$name ended with $?" >&2
}

portals=(snt zhkh vodokanal suppliers)

# A portal: everybody's pages, then those behind the log-in as each role; operators last, for they may block the others. One
# program serves all portals, so the longest lists of guesses are tried on one.
wapiti_portal() {
  local portal=$1 address=http://$1.localhost:$port modules=$quick of role cookie page public=()
  [ "$portal" != snt ] || modules=$whole
  for page in announcements pages contacts help login logout register recover consent; do public+=(--exclude "$address/$page*"); done
  wapiti "$portal-public" "$modules" --url "$address/" --scope domain --remove lang --remove theme --remove size
  [ "$portal" != snt ] ||
    wapiti "$portal-view" "$modules" --url "$address/login?login=269&next=/my" \
      --start "$address/?lang=kk&theme=dark&size=large" --scope page
  while IFS=$'\t' read -r of role cookie; do
    [ "$of" = "$portal" ] || continue
    wapiti "$portal-$role" "$modules" --url "$address/my" --start "$address/office" --scope domain "${public[@]}" --max-files-per-dir 8 \
      --remove lang --remove theme --remove size --cookie-value "kabinet_session=$cookie"
    is_in "$portal" "$cookie" || echo "the $role of $portal was logged out during wapiti's scan" >>"$reports/doubts.txt"
  done <"$sessions"
}

# One target a line: name, arguments.
target() { printf '%s\t' "$@"; echo; }
sqlmap_targets() {
  local portal address of role cookie page own
  for portal in "${portals[@]}"; do
    address=http://$portal.localhost:$port
    for page in login recover register; do target "$portal-$page" --url "$address/$page" --forms; done
  done
  # The same code on every portal: once will do.
  address=http://snt.localhost:$port
  # With one login, nearly every guess at the password would be answered 429 and go no further.
  target snt-password --url "$address/login" --data 'login=nobody&password=guess' -p password --randomize=login
  target snt-contacts --url "$address/contacts" --forms
  target snt-next --url "$address/login?login=269&next=/my"
  target snt-looks --url "$address/?lang=kk&theme=dark&size=large"
  target snt-page --url "$address/pages/ustav*"
  while IFS=$'\t' read -r of role cookie; do
    address=http://$of.localhost:$port
    own=(--cookie "kabinet_session=$cookie")
    case $of-$role in
      snt-operator)
        target snt-members --url "$address/office/members?q=269" "${own[@]}"
        target snt-audit --url "$address/office/audit?person=7&kind=password_changed&from=2022-01-01&until=2022-12-31" "${own[@]}"
        target snt-requests --url "$address/office/requests?state=open&page=1" "${own[@]}" ;;
      *-operator)
        target "$of-members" --url "$address/office/members?q=269" "${own[@]}"
        target "$of-accounts" --url "$address/my/accounts/add" --forms "${own[@]}" ;;
      snt-member)
        target snt-my-accounts --url "$address/my/accounts?q=269" "${own[@]}"
        for page in my/registration/edit my/access/email my/access/password; do
          target "snt-${page//\//-}" --url "$address/$page" --forms "${own[@]}"
        done ;;
    esac
  done <"$sessions"
}

say "a planted hole"
"$python" "$here/planted.py" >"$work/planted" &
until [ -s "$work/planted" ]; do sleep 0.1; done
wapiti planted sql,xss --url "$(cat "$work/planted")" --scope page & one=$!
sqlmap planted --url "$(cat "$work/planted")" & two=$!
wait "$one" "$two"

say "wapiti"
start_demo wapiti
running=()
for portal in "${portals[@]}"; do wapiti_portal "$portal" & running+=($!); done
wait "${running[@]}"
kill -0 "$demo" || echo "the demo died under wapiti" >>"$reports/doubts.txt"
kill "$demo" && wait "$demo" || true

say "sqlmap"
start_demo sqlmap
sqlmap_targets >"$work/targets"
running=()
for worker in 0 1 2 3; do
  awk -v worker="$worker" 'NR % 4 == worker' "$work/targets" | while IFS=$'\t' read -ra target; do sqlmap "${target[@]}"; done &
  running+=($!)
done
wait "${running[@]}"
while IFS=$'\t' read -r portal role cookie; do
  is_in "$portal" "$cookie" || echo "the $role of $portal was logged out during sqlmap's scan" >>"$reports/doubts.txt"
done <"$sessions"
kill -0 "$demo" || echo "the demo died under sqlmap" >>"$reports/doubts.txt"

say "what they found"
"$python" "$here/judge.py" "$reports"
