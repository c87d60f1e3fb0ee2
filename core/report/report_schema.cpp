// The JSON Schema of report.json. Members may come to its objects in later versions; those named here stay.
#include <nlohmann/json.hpp>

#include "report/digest_json.hpp"

namespace deckle {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* schema = R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "A report of a run of Deckle",
  "type": "object",
  "required": ["deckle", "report", "job", "started", "planned", "complete", "exit-code", "summary",
               "errors", "failures", "slowest", "codes", "components"],
  "properties": {
    "deckle": { "type": "string", "description": "The version of the program." },
    "report": { "const": 1, "description": "The revision of this form." },
    "job": { "type": "string", "description": "The job, as it was named." },
    "started": { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$" },
    "planned": { "$ref": "#/$defs/count", "description": "Documents that the job's inputs match." },
    "complete": { "type": "boolean", "description": "False: the run was ended from outside before its end." },
    "exit-code": { "type": "integer", "minimum": 0, "maximum": 255 },
    "summary": {},
    "errors": { "$ref": "#/$defs/diagnostics", "description": "What failed beside the documents: the first 200." },
    "failures": { "$ref": "#/$defs/documents", "description": "Documents that failed: the first 200." },
    "slowest": { "$ref": "#/$defs/documents", "description": "The 50 that took longest, the slowest first." },
    "codes": {
      "description": "What was said, by code: up to 200 codes, their names in order.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["code", "severity", "count", "documents", "first"],
        "properties": {
          "code": { "type": "string" },
          "severity": { "$ref": "#/$defs/severity", "description": "The worst with which it came." },
          "count": { "$ref": "#/$defs/count" },
          "documents": { "$ref": "#/$defs/count", "description": "In how many of them it came." },
          "first": { "$ref": "#/$defs/diagnostics", "description": "The first 20." }
        }
      }
    },
    "components": {
      "description": "Where the time went, by component of a plugin.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["role", "component", "calls", "microseconds"],
        "properties": {
          "role": { "$ref": "#/$defs/role" },
          "component": { "type": "string" },
          "calls": { "$ref": "#/$defs/count" },
          "microseconds": { "$ref": "#/$defs/count" }
        }
      }
    }
  },
  "$defs": {
    "count": { "type": "integer", "minimum": 0 },
    "severity": { "enum": ["note", "warning", "error"] },
    "role": { "enum": ["reader", "transform", "exporter"] },
    "place": {
      "type": "object",
      "properties": {
        "file": { "type": "string", "description": "Relative to the folder in which the program ran." },
        "line": { "type": "integer", "minimum": 1 },
        "column": { "type": "integer", "minimum": 1, "description": "In characters." },
        "length": { "type": "integer", "minimum": 1, "description": "Characters, in that line." },
        "offset": { "$ref": "#/$defs/count", "description": "Bytes from the beginning of the file." }
      },
      "dependentRequired": { "line": ["file", "column"], "column": ["line"], "offset": ["file"] }
    },
    "diagnostic": {
      "$ref": "#/$defs/place",
      "required": ["severity", "code", "message"],
      "properties": {
        "severity": { "$ref": "#/$defs/severity" },
        "code": { "type": "string", "description": "Stable; `deckle explain CODE` says what it means." },
        "message": { "type": "string" },
        "hint": { "type": "string", "description": "What to do about it." },
        "excerpt": { "type": "string", "description": "The line that the place is in." },
        "component": { "type": "string", "description": "That said it; without it, the program itself." }
      }
    },
    "diagnostics": { "type": "array", "items": { "$ref": "#/$defs/diagnostic" } },
    "documents": {
      "type": "array",
      "items": {
        "type": "object",
        "required": ["document", "status", "input-bytes", "microseconds", "stages", "errors"],
        "properties": {
          "document": { "type": "string" },
          "status": { "enum": ["done", "failed", "failed-unchanged", "skipped"] },
          "input-bytes": { "$ref": "#/$defs/count" },
          "microseconds": { "$ref": "#/$defs/count" },
          "peak-memory": { "$ref": "#/$defs/count", "description": "Bytes." },
          "stages": {
            "description": "Calls into plugins, in their order.",
            "type": "array",
            "items": {
              "type": "object",
              "required": ["role", "component", "microseconds"],
              "properties": {
                "role": { "$ref": "#/$defs/role" },
                "component": { "type": "string" },
                "microseconds": { "$ref": "#/$defs/count" }
              }
            }
          },
          "errors": { "$ref": "#/$defs/diagnostics", "description": "The first 5." }
        }
      }
    }
  }
})json";

Json summary_schema() {
  Json made{{"type", "object"}, {"required", Json::array()}, {"properties", Json::object()}};
  for (const SummaryCount& count : summary_counts()) {
    made["required"].push_back(count.name);
    made["properties"][std::string(count.name)] = {{"$ref", "#/$defs/count"}, {"description", count.doc}};
  }
  made["required"].push_back("seconds");
  made["properties"]["seconds"] = {{"type", "number"}, {"minimum", 0}};
  return made;
}

}  // namespace

std::string report_schema() {
  Json made = Json::parse(schema);
  made["properties"]["summary"] = summary_schema();
  return made.dump(2) + "\n";
}

}  // namespace deckle
