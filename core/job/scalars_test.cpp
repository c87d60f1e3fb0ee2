#include "job/scalars.hpp"

#include <catch2/catch.hpp>

using namespace deckle;

TEST_CASE("booleans and numbers") {
  CHECK(bool_of("true") == true);
  CHECK(bool_of("Off") == false);
  CHECK_FALSE(bool_of(""));
  CHECK_FALSE(bool_of("1"));
  CHECK_FALSE(bool_of("truer"));
  CHECK(int_of("-12") == -12);
  CHECK(int_of("+0x1F") == 31);
  CHECK(int_of("9223372036854775807") == INT64_MAX);
  CHECK(int_of("-9223372036854775808") == INT64_MIN);
  for (const char* bad : {"", "-", "0x", "1.5", "12a", " 1", "9223372036854775808", "--1", "+-1", "0x-1"}) {
    INFO(bad);
    CHECK_FALSE(int_of(bad));
  }
  CHECK(float_of("1e3") == 1000.0);
  CHECK(float_of("-.5") == -0.5);
  for (const char* bad : {"", "nan", "inf", "1e999", "1,5", "0x10"}) CHECK_FALSE(float_of(bad));
}

TEST_CASE("amounts have units") {
  CHECK(bytes_of("4096") == 4096);
  CHECK(bytes_of("10MiB") == 10 * 1024 * 1024);
  CHECK(bytes_of("1.5 GB") == 1'500'000'000);
  CHECK(bytes_of("2kb") == 2000);
  for (const char* bad : {"", "MiB", "-1", "10M", "10 MiB/s", "1.2.3", "99999999999TiB", "1e3"}) {
    INFO(bad);
    CHECK_FALSE(bytes_of(bad));
  }
  CHECK(duration_of("250ms") == 250);
  CHECK(duration_of("1.5min") == 90'000);
  CHECK(duration_of("2h") == 7'200'000);
  CHECK(duration_of("0") == 0);
  for (const char* bad : {"", "30", "s", "-1s", "1d"}) CHECK_FALSE(duration_of(bad));
  CHECK(count_of("20M") == 20'000'000);
  CHECK(count_of("512") == 512);
  CHECK_FALSE(count_of("many"));
  CHECK(share_of("20")->amount == 20);
  CHECK_FALSE(share_of("2k")->in_millionths);
  CHECK(share_of("0.5 %")->amount == 5'000);
  CHECK(share_of("5%")->in_millionths);
  for (const char* bad : {"", "%", "5%%", "some"}) CHECK_FALSE(share_of(bad));
}
