// Lets one system call that writes fail, as a full or broken disk would.
//
// Preloaded into the real program. Calls on files below ENGO_FAULT_FOLDER are counted, in the order they are made, and
// written to the file ENGO_FAULT_LOG, one name a line. The call with the number ENGO_FAULT_AT (from 1), and with
// ENGO_FAULT_FOR_GOOD every call after it, does nothing but fail with the errno ENGO_FAULT_ERRNO.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;

static long number(const char *name) {
    const char *text = getenv(name);
    return text ? atol(text) : 0;
}

static int isBelowFolder(const char *path) {
    const char *folder = getenv("ENGO_FAULT_FOLDER");
    if (!folder || !path) return 0;
    // The program runs in the folder.
    if (path[0] != '/') return 1;
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0);
}

static int isFileBelowFolder(int descriptor) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return path[0] == '/' && isBelowFolder(path);
}

// Whether this call is to fail; sets errno then.
static int fails(const char *name) {
    int saved = errno;
    long call = atomic_fetch_add(&calls, 1) + 1;
    long at = number("ENGO_FAULT_AT");
    int failing = at > 0 && (call == at || (call > at && number("ENGO_FAULT_FOR_GOOD")));
    const char *log = getenv("ENGO_FAULT_LOG");
    if (log) {
        int (*openAny)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
        ssize_t (*writeAny)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
        char line[64];
        int length = snprintf(line, sizeof line, "%s%s\n", name, failing ? " failed" : "");
        int descriptor = openAny(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (descriptor >= 0) {
            if (writeAny(descriptor, line, (size_t)length) < 0) abort();
            close(descriptor);
        }
    }
    errno = failing ? (int)number("ENGO_FAULT_ERRNO") : saved;
    return failing;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define ON_DESCRIPTOR(result, name, parameters, arguments) \
    result name parameters { \
        if (isFileBelowFolder(descriptor) && fails(#name)) return -1; \
        return NEXT(name) arguments; \
    }

#define ON_PATH(name, parameters, arguments) \
    int name parameters { \
        if (isBelowFolder(path) && fails(#name)) return -1; \
        return NEXT(name) arguments; \
    }

ON_DESCRIPTOR(ssize_t, write, (int descriptor, const void *bytes, size_t count), (descriptor, bytes, count))
ON_DESCRIPTOR(ssize_t, pwrite, (int descriptor, const void *bytes, size_t count, off_t at), (descriptor, bytes, count, at))
ON_DESCRIPTOR(
    ssize_t, pwrite64, (int descriptor, const void *bytes, size_t count, off64_t at), (descriptor, bytes, count, at))
ON_DESCRIPTOR(int, fsync, (int descriptor), (descriptor))
ON_DESCRIPTOR(int, fdatasync, (int descriptor), (descriptor))
ON_DESCRIPTOR(int, ftruncate, (int descriptor, off_t length), (descriptor, length))
ON_DESCRIPTOR(int, ftruncate64, (int descriptor, off64_t length), (descriptor, length))
ON_DESCRIPTOR(int, fchmod, (int descriptor, mode_t mode), (descriptor, mode))
ON_PATH(rename, (const char *path, const char *new), (path, new))
ON_PATH(link, (const char *path, const char *new), (path, new))
ON_PATH(unlink, (const char *path), (path))

// posix_fallocate gives the error instead of setting errno.
int posix_fallocate(int descriptor, off_t at, off_t length) {
    if (isFileBelowFolder(descriptor) && fails("posix_fallocate")) return errno;
    return NEXT(posix_fallocate)(descriptor, at, length);
}

int posix_fallocate64(int descriptor, off64_t at, off64_t length) {
    if (isFileBelowFolder(descriptor) && fails("posix_fallocate64")) return errno;
    return NEXT(posix_fallocate64)(descriptor, at, length);
}

#define OPENING(name) \
    int name(const char *path, int flags, ...) { \
        mode_t mode = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { \
            va_list more; \
            va_start(more, flags); \
            mode = va_arg(more, mode_t); \
            va_end(more); \
        } \
        if ((flags & O_CREAT) && isBelowFolder(path) && fails(#name " to create")) return -1; \
        return NEXT(name)(path, flags, mode); \
    }

OPENING(open)
OPENING(open64)
