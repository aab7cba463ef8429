/*
 * Requests at a steady pace, or an exact number of them as fast as they are answered.
 *
 *   pace [--connections N] [--requests N | --seconds N] [--rate PER-SECOND] [--reconnect] [--ready]
 *        [--path PATH] PORT
 *
 * With --rate the loop is open: request i is due i/rate seconds after the start, however long earlier ones
 * take. Its latency counts from that moment, also when it had to wait for a free connection; a stall is then
 * seen by all who would have come meanwhile, and not by the one request that was under way. Without --rate
 * every connection sends its next request when it has its answer. --reconnect asks for an end after each.
 * --ready has one request answered on each connection first, prints "ready", and begins when a line comes in.
 *
 * Prints one line: requests=N errors=N seconds=S p50=US p99=US p99.9=US max=US sent99=US
 * sent99 is how late the generator itself was (p99 of sent minus due): what is not the balancer's.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { EVENTS = 256, READ_BYTES = 256 * 1024, HEAD_BYTES = 4096, SILENCE_MS = 10000 };
enum { MOST_PER_SECOND = 1000000 };

/* One connection, idle or with one request under way. */
struct line {
    int fd; /* -1: closed */
    int is_dialling, is_busy;
    int is_last; /* the answer says that the connection ends with it */
    int64_t due;  /* of the request under way, ns */
    int64_t left; /* bytes of the body still to come; -1: in the head */
    int held;     /* bytes in head */
    char head[HEAD_BYTES];
};

static struct line *lines;
static int *idle; /* ring of idle lines: the one that waited longest is next */
static int line_count = 1, idle_first, idle_count, loop, reconnects;
static int waits;
static long total = 1000, issued, done, errors;
static double seconds; /* 0: until all are done */
static double rate;
static int64_t begin;
static uint32_t *latencies, *delays; /* in tenths of a microsecond */
static char request[1024];
static int request_bytes;
static struct sockaddr_in target = {.sin_family = AF_INET};

static void die(const char *what) {
    perror(what);
    exit(1);
}

static int64_t now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec * 1000000000LL + at.tv_nsec;
}

static int64_t due(long index) { return begin + (int64_t)((double)index * 1e9 / rate); }

static uint32_t tenths(int64_t ns) { return ns > 0 ? (uint32_t)(ns / 100) : 0; }

static void rest(struct line *line) {
    idle[(idle_first + idle_count++) % line_count] = (int)(line - lines);
}

static void hang_up(struct line *line) {
    if (line->fd >= 0) close(line->fd);
    line->fd = -1;
}

/* Nonblocking: the request follows when the event says that the connection stands. */
static void dial(struct line *line) {
    int one = 1;
    line->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (line->fd < 0) die("socket");
    setsockopt(line->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    line->is_dialling = 1;
    int result = connect(line->fd, (struct sockaddr *)&target, sizeof target);
    if (result < 0 && errno != EINPROGRESS) die("connect");
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data.ptr = line};
    if (epoll_ctl(loop, EPOLL_CTL_ADD, line->fd, &event) < 0) die("epoll_ctl");
}

static void finish(struct line *line, int failed) {
    latencies[done] = tenths(now() - line->due);
    done++;
    errors += failed;
    line->is_busy = 0;
    if (failed || reconnects || line->is_last) hang_up(line);
    rest(line);
}

static void ask(struct line *line) {
    if (send(line->fd, request, (size_t)request_bytes, MSG_NOSIGNAL) != request_bytes) finish(line, 1);
}

/* The next request, on the line that was idle for longest. */
static void issue(void) {
    struct line *line = &lines[idle[idle_first]];
    idle_first = (idle_first + 1) % line_count;
    idle_count--;
    line->due = rate > 0 ? due(issued) : now();
    line->left = -1;
    line->held = 0;
    line->is_busy = 1;
    line->is_last = 0;
    delays[issued++] = tenths(now() - line->due);
    if (line->fd < 0) dial(line);
    else ask(line);
}

/* How much of these bytes is head; 0 while it is not complete. -1: not what was asked for. */
static int take_head(struct line *line, const char *bytes, ssize_t count) {
    static const char length[] = "\r\nContent-Length:";
    if (line->held + count >= HEAD_BYTES) count = HEAD_BYTES - 1 - line->held;
    memcpy(line->head + line->held, bytes, (size_t)count);
    int before = line->held;
    line->held += (int)count;
    line->head[line->held] = 0;
    char *end = strstr(line->head, "\r\n\r\n");
    if (!end) return line->held == HEAD_BYTES - 1 ? -1 : 0;
    char *field = strcasestr(line->head, length);
    if (strncmp(line->head, "HTTP/1.1 200", 12) || !field || field > end) return -1;
    line->left = atoll(field + sizeof length - 1);
    char *last = strcasestr(line->head, "\r\nConnection: close\r\n");
    line->is_last = last && last < end;
    return (int)(end + 4 - line->head) - before; /* bytes of this piece that belong to the head */
}

static void receive(struct line *line) {
    static char piece[READ_BYTES];
    for (;;) {
        ssize_t count = recv(line->fd, piece, sizeof piece, 0), head = 0;
        if (count < 0 && errno == EAGAIN) return;
        if (count <= 0) return finish(line, 1);
        if (line->left < 0) {
            head = take_head(line, piece, count);
            if (head < 0) return finish(line, 1);
            if (line->left < 0) continue;
        }
        line->left -= count - head;
        if (line->left <= 0) return finish(line, line->left < 0);
    }
}

static void happened(struct line *line, unsigned events) {
    if (line->fd < 0) return;
    if (line->is_dialling) {
        line->is_dialling = 0;
        if (events & (EPOLLERR | EPOLLHUP)) finish(line, 1);
        else ask(line);
    } else if (line->is_busy) {
        if (events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) receive(line);
    } else if (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) {
        hang_up(line); /* closed by the other side while idle: dialled anew when it is needed */
    }
}

/* Opened before the clock starts, so that all of them stand when the first request is due. */
static void open_lines(void) {
    lines = calloc((size_t)line_count, sizeof *lines);
    idle = calloc((size_t)line_count, sizeof *idle);
    if (!lines || !idle) die("memory");
    for (int i = 0; i < line_count; i++) {
        lines[i].fd = -1;
        rest(&lines[i]);
        if (reconnects) continue;
        dial(&lines[i]);
        struct epoll_event event;
        if (epoll_wait(loop, &event, 1, SILENCE_MS) != 1 || event.events & (EPOLLERR | EPOLLHUP)) {
            fprintf(stderr, "pace: connection %d of %d does not stand\n", i + 1, line_count);
            exit(1);
        }
        lines[i].is_dialling = 0;
    }
}

static void run(void) {
    begin = now();
    while (done < total) {
        if (seconds > 0 && (double)(now() - begin) / 1e9 >= seconds) total = issued;
        while (issued < total && idle_count > 0 && (rate <= 0 || due(issued) <= now())) issue();
        struct timespec until = {.tv_sec = SILENCE_MS / 1000};
        if (rate > 0 && issued < total && idle_count > 0) {
            int64_t wait = due(issued) - now();
            if (wait < 0) wait = 0;
            until = (struct timespec){.tv_sec = wait / 1000000000, .tv_nsec = wait % 1000000000};
        }
        struct epoll_event batch[EVENTS];
        int got = epoll_pwait2(loop, batch, EVENTS, &until, NULL);
        if (got == 0 && until.tv_sec >= SILENCE_MS / 1000) {
            fprintf(stderr, "pace: no answer for %d s\n", SILENCE_MS / 1000);
            exit(1);
        }
        for (int i = 0; i < got; i++) happened(batch[i].data.ptr, batch[i].events);
    }
}

/* What happens before is not part of the figures. */
static void get_ready(void) {
    long wanted = total;
    double pace = rate, limit = seconds;
    total = line_count;
    rate = seconds = 0;
    run();
    if (errors > 0) {
        fprintf(stderr, "pace: %ld of the first answers failed\n", errors);
        exit(1);
    }
    total = wanted;
    rate = pace;
    seconds = limit;
    issued = done = 0;
    puts("ready");
    fflush(stdout);
    if (getchar() == EOF) exit(1);
}

static int ascending(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

/* Of sorted values, in microseconds. */
static double part(const uint32_t *sorted, double share) {
    long index = (long)((double)total * share);
    return sorted[index < total ? index : total - 1] / 10.0;
}

static void usage(void) {
    fprintf(stderr, "usage: pace [--connections N] [--requests N | --seconds N] [--rate PER-SECOND]\n"
                    "            [--reconnect] [--ready] [--path PATH] PORT\n");
    exit(1);
}

int main(int count, char **words) {
    const char *path = "/";
    int at = 1;
    for (; at < count && words[at][0] == '-'; at++) {
        if (!strcmp(words[at], "--reconnect")) { reconnects = 1; continue; }
        if (!strcmp(words[at], "--ready")) { waits = 1; continue; }
        if (at + 1 >= count) usage();
        const char *word = words[at++], *value = words[at];
        if (!strcmp(word, "--connections")) line_count = atoi(value);
        else if (!strcmp(word, "--requests")) total = atol(value);
        else if (!strcmp(word, "--seconds")) seconds = atof(value);
        else if (!strcmp(word, "--rate")) rate = atof(value);
        else if (!strcmp(word, "--path")) path = value;
        else usage();
    }
    if (at != count - 1 || line_count < 1 || total < 1) usage();
    target.sin_port = htons((unsigned short)atoi(words[at]));
    target.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    request_bytes = snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\n%s\r\n", path,
                             words[at], reconnects ? "Connection: close\r\n" : "");
    if (request_bytes >= (int)sizeof request) usage();
    if (seconds > 0) total = (long)(seconds * (rate > 0 ? rate : MOST_PER_SECOND));
    if (rate > 0) seconds = 0; /* all that is due is asked for, however late */
    if (total < line_count) total = line_count;
    latencies = calloc((size_t)total, sizeof *latencies);
    delays = calloc((size_t)total, sizeof *delays);
    if (!latencies || !delays) die("memory");
    prctl(PR_SET_TIMERSLACK, 1); /* the default of 50 us would be the smallest pause between two requests */
    loop = epoll_create1(0);
    open_lines();
    if (waits) get_ready();
    run();
    double took = (double)(now() - begin) / 1e9;
    qsort(latencies, (size_t)total, sizeof *latencies, ascending);
    qsort(delays, (size_t)total, sizeof *delays, ascending);
    printf("requests=%ld errors=%ld seconds=%.3f p50=%.1f p99=%.1f p99.9=%.1f max=%.1f sent99=%.1f\n", total,
           errors, took, part(latencies, 0.5), part(latencies, 0.99), part(latencies, 0.999),
           part(latencies, 1), part(delays, 0.99));
    return 0;
}
