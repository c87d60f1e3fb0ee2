"""What SARIF 2.1.0 (OASIS) demands of a file, as far as our reports use it. Section numbers are those of the standard."""
from urllib.parse import urlsplit

LEVELS = {"none", "note", "warning", "error"}
# Objects by the name of the property that holds them: the properties that may stand in them, and those that must.
OBJECTS = {
    "log": ({"$schema", "version", "runs"}, {"version", "runs"}),  # 3.13
    "run": ({"columnKind", "results", "tool", "invocations"}, {"tool"}),  # 3.14
    "tool": ({"driver"}, {"driver"}),  # 3.18
    "driver": ({"name", "version", "rules"}, {"name"}),  # 3.19
    "rule": ({"id", "shortDescription", "help", "defaultConfiguration"}, {"id"}),  # 3.49
    "message": ({"text"}, {"text"}),  # 3.11, 3.12
    "configuration": ({"level"}, set()),  # 3.50
    "invocation": ({"executionSuccessful", "exitCode"}, {"executionSuccessful"}),  # 3.20
    "result": ({"ruleId", "level", "message", "locations", "relatedLocations", "fixes"}, {"message"}),  # 3.27
    "location": ({"physicalLocation", "message"}, set()),  # 3.28
    "physicalLocation": ({"artifactLocation", "region"}, {"artifactLocation"}),  # 3.29
    "artifactLocation": ({"uri", "uriBaseId"}, {"uri"}),  # 3.4
    "region": ({"startLine", "startColumn", "endColumn", "snippet", "byteOffset", "byteLength"}, set()),  # 3.30
    "fix": ({"artifactChanges"}, {"artifactChanges"}),  # 3.55
    "artifactChange": ({"artifactLocation", "replacements"}, {"artifactLocation", "replacements"}),  # 3.56
    "replacement": ({"deletedRegion", "insertedContent"}, {"deletedRegion"}),  # 3.57
}
# The kinds of what these properties hold.
KINDS = {"runs": "run", "tool": "tool", "driver": "driver", "rules": "rule", "shortDescription": "message", "help": "message",
         "defaultConfiguration": "configuration", "invocations": "invocation", "results": "result", "message": "message",
         "locations": "location", "relatedLocations": "location", "physicalLocation": "physicalLocation",
         "artifactLocation": "artifactLocation", "region": "region", "snippet": "message", "fixes": "fix",
         "artifactChanges": "artifactChange", "replacements": "replacement", "deletedRegion": "region", "insertedContent": "message"}


def problems_of_sarif(log):
    yield from problems_of("log", log, "")
    if log.get("version") != "2.1.0":
        yield "3.13.2: version is 2.1.0"
    for run in log.get("runs", []):
        rules = [rule["id"] for rule in run["tool"]["driver"].get("rules", [])]
        if len(rules) != len(set(rules)):
            yield "3.19.23: each rule stands once"
        for result in run.get("results", []):
            if result.get("ruleId") not in rules:
                yield f"{result.get('ruleId')} is no rule"


def problems_of(kind, held, where):
    if not isinstance(held, dict):
        yield f"{where}: no object"
        return
    allowed, required = OBJECTS[kind]
    if set(held) - allowed or required - set(held):
        yield f"{where}: {sorted(held)} instead of {sorted(allowed)}, at least {sorted(required)}"
    for name, value in held.items():
        here = f"{where}/{name}"
        if name in KINDS:
            for number, one in enumerate(value if isinstance(value, list) else [value]):
                yield from problems_of(KINDS[name], one, f"{here}/{number}")
        elif name == "level" and value not in LEVELS:
            yield f"{here}: {value}"
        elif name == "columnKind" and value not in ("utf16CodeUnits", "unicodeCodePoints"):
            yield f"{here}: {value}"
        elif name == "executionSuccessful" and not isinstance(value, bool):
            yield f"{here}: {value}"
        elif name in ("startLine", "startColumn", "endColumn") and not (isinstance(value, int) and value > 0):
            yield f"{here}: {value}"
        elif name in ("byteOffset", "byteLength", "exitCode") and not (isinstance(value, int) and value >= 0):
            yield f"{here}: {value}"
        elif name == "uri" and not is_relative_uri(value):
            yield f"{here}: {value}"
        elif name in ("text", "id", "ruleId", "name", "version") and not (isinstance(value, str) and value):
            yield f"{here}: {value!r}"
    if "endColumn" in held and held["endColumn"] < held["startColumn"]:
        yield f"{where}: it ends before it begins"


def is_relative_uri(uri):
    """RFC 3986, 4.2; unreserved characters, slashes and escapes are what our names become."""
    plain = uri.replace("%", "")
    return bool(uri) and not urlsplit(uri).scheme and not uri.startswith("/") and plain.isascii() and not set(plain) & set(' "<>\\^`{|}#?:')
