"""Reads what the scanners left in a folder, writes summary.json there, tells it, and fails if anything was found.

Of itself it also fails where a scan proves nothing: no report, too few pages, a lost session, a hole that was planted and
not found.
"""

import csv
import json
import re
import sys
from pathlib import Path

# What wapiti calls a vulnerability and is none here, with the reason.
ACCEPTED = {
    "Secure Flag cookie": "the demo speaks plain HTTP; for TLS there is "
    "login::cookies::over_tls_cookies_are_secure_and_bound_to_the_host",
}
LEAST_PAGES = {"public": 8, "view": 1}
LEAST_PAGES_LOGGED_IN = 6

folder = Path(sys.argv[1])
found, accepted, notes, scans = [], [], [], []


def wapiti(report):
    name = report.stem.removeprefix("wapiti-")
    told = json.loads(report.read_text())
    pages = told["infos"]["crawled_pages_nbr"]
    cut = re.findall(r"Max attack time was reached for module (\w+)", report.with_suffix(".log").read_text())
    scans.append({"tool": "wapiti", "scan": name, "pages": pages, "cut": cut})
    hits = [
        {"scan": name, "kind": kind} | {key: hit[key] for key in ("method", "path", "parameter", "info")}
        for part in ("vulnerabilities", "anomalies")
        for kind, hits in told[part].items()
        for hit in hits
    ]
    if name == "planted":
        for kind in ("SQL Injection", "Cross Site Scripting"):
            if not any(kind in hit["kind"] for hit in hits):
                notes.append(f"wapiti did not find the planted {kind}")
        return
    for hit in hits:
        (accepted if hit["kind"] in ACCEPTED else found).append(hit)
    least = LEAST_PAGES.get(name.split("-")[1], LEAST_PAGES_LOGGED_IN)
    if pages < least:
        notes.append(f"wapiti saw {pages} pages as {name}, fewer than {least}")


def sqlmap(log):
    name = log.stem.removeprefix("sqlmap-")
    text = log.read_text(errors="replace")
    results = log.with_suffix(".csv")
    rows = list(csv.DictReader(results.open())) if results.exists() else []
    hits = [row for row in rows if (row.get("Technique(s)") or "").strip()]
    if "identified the following injection point" in text and not hits:
        hits = [{"Target URL": name, "Parameter": "?", "Place": "?"}]
    tested = re.findall(r"parameter '([^']*)' does not seem to be injectable", text)
    cut = [] if "all tested parameters do not appear" in text or hits else ["the rest"]
    scans.append({"tool": "sqlmap", "scan": name, "parameters": tested, "cut": cut})
    if name == "planted":
        if not hits:
            notes.append("sqlmap did not find the planted injection")
        return
    for row in hits:
        hit = {"scan": name, "kind": "SQL injection (sqlmap)", "method": row["Place"], "path": row["Target URL"]}
        found.append({**hit, "parameter": row["Parameter"], "info": row.get("Technique(s)", "")})
    if not tested:
        notes.append(f"sqlmap tested nothing as {name}")


for report in sorted(folder.glob("wapiti-*.log")):
    if report.with_suffix(".json").exists():
        wapiti(report.with_suffix(".json"))
    else:
        notes.append(f"{report.name} has no report")
for log in sorted(folder.glob("sqlmap-*.log")):
    sqlmap(log)
notes += (folder / "doubts.txt").read_text().splitlines()

answers, defects = {}, set()
for line in (line for log in sorted(folder.glob("demo-*.log")) for line in log.read_text().splitlines()):
    try:
        fields = json.loads(line)["fields"]
    except (ValueError, KeyError, TypeError):
        continue
    status = fields.get("status")
    if status:
        answers[str(status)] = answers.get(str(status), 0) + 1
        if status >= 500 and status != 503:
            defects.add(f"{fields.get('method')} {fields.get('path')} answered {status}")
for defect in sorted(defects):
    found.append({"scan": "the demo's log", "kind": "defect", "method": "", "path": defect, "parameter": "", "info": ""})

summary = {"found": found, "accepted": accepted, "proves_nothing": notes, "scans": scans, "answers": dict(sorted(answers.items()))}
(folder / "summary.json").write_text(json.dumps(summary, ensure_ascii=False, indent=1))
for scan in scans:
    seen = f"{scan['pages']} pages and forms" if scan["tool"] == "wapiti" else f"{len(scan['parameters'])} parameters: {', '.join(scan['parameters'])}"
    if scan["scan"] == "planted":
        seen = "the holes that were planted"
    cut = f", out of time: {', '.join(scan['cut'])}" if scan.get("cut") else ""
    print(f"{scan['tool']:7} {scan['scan']:28} {seen}{cut}")
print("answers: " + ", ".join(f"{status} {count}×" for status, count in summary["answers"].items()))
for kind, reason in ACCEPTED.items():
    count = sum(hit["kind"] == kind for hit in accepted)
    if count:
        print(f"accepted {count}× «{kind}»: {reason}")
for note in notes:
    print(f"PROVES NOTHING: {note}")
for hit in found:
    print(f"FOUND {hit['kind']} by {hit['scan']}: {hit['method']} {hit['path']} {hit['parameter'] or ''} {hit['info']}")
print(f"{len(found)} found, {len(accepted)} accepted, {len(notes)} in doubt")
sys.exit(1 if found or notes else 0)
