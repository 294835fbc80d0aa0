#include "Workers.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

// How often a thread looks again before it sleeps: some tens of microseconds, longer than the gap between two jobs of
// one training step and far shorter than a time slice.
enum { SPINS = 3000 };

// The ticket holds a whole job: generation (24 bits), number of tiles (20 bits), next tile (20 bits). One fetch_add
// takes a tile and tells which job it belongs to, so a worker that comes late can never take a tile of the wrong job.
enum { FIELD = 20 };
static const uint64_t MASK = (1u << FIELD) - 1;
static const ptrdiff_t LARGEST = (1 << FIELD) - 4096;  // leaves room for every worker's one look past the end

struct Workers {
  _Alignas(128) _Atomic uint64_t ticket;
  _Alignas(128) _Atomic ptrdiff_t finished;
  _Alignas(128) _Atomic int sleeping;
  _Atomic bool caller_sleeps;
  _Atomic bool stopping;
  WorkersBody body;
  const void *context;
  ptrdiff_t first;  // of the tiles in the ticket, for jobs larger than it
  ptrdiff_t tiles;
  uint64_t generation;
  pthread_mutex_t lock;
  pthread_cond_t work;
  pthread_cond_t done;
  int threads;
  pthread_t thread[];
};

static inline void pause_briefly(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("isb");
#endif
}

static bool has_tiles(uint64_t ticket) { return (ticket & MASK) < ((ticket >> FIELD) & MASK); }

// Works as long as there are tiles. Having taken one, the job cannot end before it is finished: body and context are
// stable from the fetch_add (acquire, pairs with the store of the ticket) to the counting of the tile.
static void work(Workers *w) {
  while (has_tiles(atomic_load_explicit(&w->ticket, memory_order_relaxed))) {
    uint64_t ticket = atomic_fetch_add_explicit(&w->ticket, 1, memory_order_acq_rel);
    if (!has_tiles(ticket)) return;
    ptrdiff_t tiles = w->tiles;
    w->body(w->context, w->first + (ptrdiff_t)(ticket & MASK));
    // After the last increment the caller may return and reuse every field but the lock and the conditions.
    if (atomic_fetch_add(&w->finished, 1) + 1 == tiles && atomic_load(&w->caller_sleeps)) {
      pthread_mutex_lock(&w->lock);
      pthread_cond_signal(&w->done);
      pthread_mutex_unlock(&w->lock);
    }
  }
}

static void *worker(void *argument) {
  Workers *w = argument;
  while (true) {
    work(w);
    for (int spin = 0; spin < SPINS; spin++) {
      if (has_tiles(atomic_load_explicit(&w->ticket, memory_order_relaxed)) || atomic_load(&w->stopping)) break;
      pause_briefly();
    }
    if (has_tiles(atomic_load_explicit(&w->ticket, memory_order_relaxed))) continue;
    pthread_mutex_lock(&w->lock);
    atomic_fetch_add(&w->sleeping, 1);
    // Either this load sees the new ticket, or the caller sees the sleeper: both orders are sequentially consistent.
    while (!has_tiles(atomic_load(&w->ticket)) && !atomic_load(&w->stopping)) pthread_cond_wait(&w->work, &w->lock);
    atomic_fetch_sub(&w->sleeping, 1);
    pthread_mutex_unlock(&w->lock);
    if (atomic_load(&w->stopping)) return NULL;
  }
}

Workers *workers_create(int count) {
  if (count < 1) count = 1;
  size_t bytes = sizeof(Workers) + (size_t)(count - 1) * sizeof(pthread_t);
  void *memory = NULL;
  if (posix_memalign(&memory, _Alignof(Workers), bytes) != 0) return NULL;
  __builtin_memset(memory, 0, bytes);
  Workers *w = memory;
  pthread_mutex_init(&w->lock, NULL);
  pthread_cond_init(&w->work, NULL);
  pthread_cond_init(&w->done, NULL);
  // Signals are for the threads that expect them.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  while (w->threads < count - 1 && pthread_create(&w->thread[w->threads], NULL, worker, w) == 0) w->threads++;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return w;
}

long workers_processors(void) { return sysconf(_SC_NPROCESSORS_ONLN); }

int workers_count(const Workers *w) { return w->threads + 1; }

static void run_some(Workers *w, ptrdiff_t tiles) {
  w->tiles = tiles;
  atomic_store(&w->finished, 0);
  w->generation = (w->generation + 1) & 0xffffff;
  atomic_store(&w->ticket, w->generation << (2 * FIELD) | (uint64_t)tiles << FIELD);
  if (atomic_load(&w->sleeping) > 0) {
    pthread_mutex_lock(&w->lock);
    pthread_cond_broadcast(&w->work);
    pthread_mutex_unlock(&w->lock);
  }
  work(w);
  for (int spin = 0; spin < SPINS; spin++) {
    if (atomic_load_explicit(&w->finished, memory_order_acquire) == tiles) return;
    pause_briefly();
  }
  pthread_mutex_lock(&w->lock);
  atomic_store(&w->caller_sleeps, true);
  while (atomic_load(&w->finished) != tiles) pthread_cond_wait(&w->done, &w->lock);
  atomic_store(&w->caller_sleeps, false);
  pthread_mutex_unlock(&w->lock);
}

void workers_run(Workers *w, ptrdiff_t tiles, WorkersBody body, const void *context) {
  if (w->threads == 0 || tiles <= 1) {
    for (ptrdiff_t tile = 0; tile < tiles; tile++) body(context, tile);
    return;
  }
  w->body = body;
  w->context = context;
  for (w->first = 0; w->first < tiles; w->first += LARGEST) {
    run_some(w, tiles - w->first < LARGEST ? tiles - w->first : LARGEST);
  }
}

void workers_destroy(Workers *w) {
  pthread_mutex_lock(&w->lock);
  atomic_store(&w->stopping, true);
  pthread_cond_broadcast(&w->work);
  pthread_mutex_unlock(&w->lock);
  for (int i = 0; i < w->threads; i++) pthread_join(w->thread[i], NULL);
  pthread_cond_destroy(&w->done);
  pthread_cond_destroy(&w->work);
  pthread_mutex_destroy(&w->lock);
  free(w);
}
