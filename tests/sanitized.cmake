# deckle_sanitized(TARGET): with AddressSanitizer and UndefinedBehaviorSanitizer in every build, and so is what links it.
# Such a program holds copies of its own of all sources that it is to try.
function(deckle_sanitized target)
  target_compile_options(${target} PUBLIC -O1 -g1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
                                          $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-maybe-uninitialized>)
  target_compile_definitions(${target} PUBLIC _GLIBCXX_ASSERTIONS)
  target_link_options(${target} PUBLIC -fsanitize=address,undefined)
endfunction()
