find_library(NETTLE libnettle.a REQUIRED)
set(libraries ${NETTLE})
