#pragma once

#include <stddef.h>

#pragma clang assume_nonnull begin

/// A pool of threads that share the tiles of one job at a time.
///
/// A worker without work watches for some microseconds, then sleeps; an idle pool costs nothing, and a sleeping
/// worker delays nobody, because a job waits for its tiles and not for its workers.
typedef struct Workers Workers;

/// One tile of a job. Called from several threads at once, each index exactly once.
typedef void (*WorkersBody)(const void *context, ptrdiff_t tile);

/// A pool of `count` threads, the caller included, or of as many as the system grants. NULL without memory.
Workers *_Nullable workers_create(int count);

/// The threads of the pool, the caller included.
int workers_count(const Workers *workers);

/// The processors on line.
long workers_processors(void);

/// Runs `body` for the tiles 0 ..< `tiles` and returns when all are done; what they wrote is then visible to the caller.
/// To be called by one thread at a time, and not from within a body.
void workers_run(Workers *workers, ptrdiff_t tiles, WorkersBody body, const void *context);

/// Ends the threads and frees the pool.
void workers_destroy(Workers *workers);

#pragma clang assume_nonnull end
