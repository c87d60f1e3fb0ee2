# deckle_unit_tests(NAME SOURCES... LIBRARIES...): one Catch2 program, registered with CTest.
find_package(Catch2 2 REQUIRED)
add_library(catch_main STATIC ${CMAKE_CURRENT_LIST_DIR}/catch_main.cpp)
target_link_libraries(catch_main PUBLIC Catch2::Catch2)
target_include_directories(catch_main INTERFACE ${CMAKE_CURRENT_LIST_DIR})  # fake_host.hpp

function(deckle_unit_tests name)
  cmake_parse_arguments(PARSE_ARGV 1 tests "" "" "SOURCES;LIBRARIES")
  add_executable(${name} ${tests_SOURCES})
  target_link_libraries(${name} PRIVATE catch_main ${tests_LIBRARIES})
  add_test(NAME ${name} COMMAND ${name})
endfunction()
