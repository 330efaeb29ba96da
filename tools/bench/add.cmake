# Given to CMake as CMAKE_PROJECT_cairn_INCLUDE: adds this folder to the build. That is before anything else is described,
# so what the whole build has in common is said again here; libraries are found by name when everything is known.
find_package(PkgConfig REQUIRED)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_EXTENSIONS OFF)
add_subdirectory(${CMAKE_CURRENT_LIST_DIR} bench)
