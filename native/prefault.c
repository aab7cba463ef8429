/*
 * Linked into weir: the pages that the runtime writes while it starts, asked for in one call instead of one
 * page fault each. It unpacks its type tables into .hydrated (700 KB, the most of what lies between the two
 * symbols) before the first line of C# runs, and touches every page of it.
 */
#include <stdint.h>
#include <sys/mman.h>

/* Linux 5.14; an older kernel refuses it, and the pages come one by one as before. */
#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

/* Where the writable data that the file holds begins, and where what it need not hold (zeros) ends: set by the linker. */
extern char data_start[], _end[];

__attribute__((constructor)) static void prefault(void)
{
    uintptr_t from = (uintptr_t)data_start & ~(uintptr_t)4095;
    madvise((void *)from, (uintptr_t)_end - from, MADV_POPULATE_WRITE);
}
