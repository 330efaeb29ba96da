# Compiler and linker flags, one interface target: cairn_flags.
# A flag that a compiler does not know is left out (clang 14 lacks some of gcc 12's); tests/check_elf reads the result in the binaries.
include(CheckCCompilerFlag)
include(CheckLinkerFlag)

add_library(cairn_flags INTERFACE)

function(cairn_compile_flags)
  foreach(flag IN LISTS ARGN)
    string(MAKE_C_IDENTIFIER "has${flag}" known)
    set(CMAKE_REQUIRED_FLAGS -Werror)
    check_c_compiler_flag(${flag} ${known})
    if(${known})
      target_compile_options(cairn_flags INTERFACE ${flag})
    endif()
  endforeach()
endfunction()

cairn_compile_flags(
  -Wall -Wextra -Werror -Wformat=2 -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wcast-qual
  -Wconversion -Wsign-conversion -Wimplicit-fallthrough -Wtrampolines -Wbidi-chars=any -Wvla -Wundef
  -fno-delete-null-pointer-checks -fno-strict-overflow -fno-strict-aliasing -fno-common)
target_compile_definitions(cairn_flags INTERFACE _POSIX_C_SOURCE=200809L)

# Assertions stay on in every build: they guard records, and CMake's Release would switch them off.
set(CMAKE_C_FLAGS_RELEASE "-O2 -g")

# A hundred test programs are linked anew after every change: the fast linker, where it is. What ships is linked by Debian's own.
find_program(CAIRN_MOLD mold)
if(CAIRN_SANITIZE AND CAIRN_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

if(CAIRN_SANITIZE)
  target_compile_options(cairn_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(cairn_flags INTERFACE -fsanitize=address,undefined)
  target_compile_definitions(cairn_flags INTERFACE $<$<C_COMPILER_ID:Clang>:__SANITIZE_ADDRESS__=1>) # which gcc says by itself
endif()

if(CAIRN_HARDEN)
  cairn_compile_flags(
    -U_FORTIFY_SOURCE -fstack-clash-protection -fstack-protector-strong -fcf-protection=full
    -ftrivial-auto-var-init=zero -fzero-call-used-regs=used-gpr -fexceptions)
  target_compile_options(cairn_flags INTERFACE -D_FORTIFY_SOURCE=$<IF:$<C_COMPILER_ID:GNU>,3,2>)
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
  target_link_options(cairn_flags INTERFACE
    -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack -Wl,-z,separate-code -Wl,--as-needed
    $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:-pie>)
endif()

if(CAIRN_COVERAGE)
  target_compile_options(cairn_flags INTERFACE --coverage -O0)
  target_link_options(cairn_flags INTERFACE --coverage)
endif()
