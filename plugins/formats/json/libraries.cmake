set(libraries nlohmann_json::nlohmann_json)
