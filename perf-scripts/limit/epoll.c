/*
 * The limit: a relay that does the socket operations of a balancer and nothing else. Each client connection
 * has one connection to a server of its own, opened when it comes; bytes go both ways, unread; an end is
 * passed on as an end. Nothing is parsed, counted or logged, so what this costs is what the kernel costs: four
 * socket operations per small request, and its share of one epoll_wait.
 *
 *   epoll [--splice] PORT SERVER-PORT...      listens and connects on 127.0.0.1
 *
 * One thread, epoll, edge-triggered, each descriptor registered once: the way Weir uses it. Bytes pass
 * through one buffer of 64 KiB; with --splice through a pipe, so that they never leave the kernel. It trusts
 * its rig: at most 65,536 descriptors, and whatever the machine refuses ends it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { DESCRIPTORS = 65536, EVENTS = 256, PIECE = 64 * 1024, PIECES_IN_A_ROW = 16, SERVERS = 16 };

/* One end of a pair. What the other end could not send yet lies in kept, or in the pipe. */
struct end {
    int peer;      /* 0: none */
    int readable;  /* announced and not yet read to the end */
    int closing;   /* its end has been announced, and comes without another edge */
    int ended;     /* its last byte has been read */
    int shut;      /* its own sending side has been ended */
    char *kept;    /* bytes read from this end that its peer has not taken: a whole piece, made when needed */
    int from, to;  /* the part of kept that is still to go */
    int pipe[2];   /* with --splice: from this end to its peer; 0: not made yet */
    int piped;     /* bytes in it */
    int again;     /* could go on, and let others have their turn */
};

static struct end ends[DESCRIPTORS];
static char piece[PIECE];
static struct sockaddr_in servers[SERVERS];
static int server_count, next_server, splices, loop;
static int queues[2][DESCRIPTORS], *waiting = queues[0], waiting_count; /* for another turn at once */

static void die(const char *what) {
    perror(what);
    exit(1);
}

static struct sockaddr_in local(const char *port) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(port))};
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return at;
}

static void watch(int fd, unsigned events) {
    struct epoll_event event = {.events = events | EPOLLET, .data.fd = fd};
    if (epoll_ctl(loop, EPOLL_CTL_ADD, fd, &event) < 0) die("epoll_ctl");
}

static void forget(int fd) {
    struct end *end = &ends[fd];
    free(end->kept);
    if (end->pipe[0]) {
        close(end->pipe[0]);
        close(end->pipe[1]);
    }
    memset(end, 0, sizeof *end);
    close(fd);
}

static void break_off(int fd) {
    int peer = ends[fd].peer;
    forget(fd);
    if (peer) forget(peer);
}

/* What is left of an earlier piece. 1: all gone; 0: later; -1: broken. */
static int flush(struct end *source, int sink) {
    while (source->from < source->to) {
        size_t left = (size_t)(source->to - source->from);
        ssize_t sent = send(sink, source->kept + source->from, left, MSG_NOSIGNAL);
        if (sent < 0) return errno == EAGAIN ? 0 : -1;
        source->from += (int)sent;
    }
    while (source->piped > 0) {
        ssize_t sent = splice(source->pipe[0], 0, sink, 0, (size_t)source->piped, SPLICE_F_NONBLOCK);
        if (sent < 0) return errno == EAGAIN ? 0 : -1;
        source->piped -= (int)sent;
    }
    return 1;
}

static int keep(struct end *source, const char *rest, size_t count) {
    if (!source->kept && !(source->kept = malloc(PIECE))) return -1;
    memcpy(source->kept, rest, count);
    source->from = 0;
    source->to = (int)count;
    return 0;
}

/* One piece from an end to its peer: the bytes moved, 0 at the end of the stream, -1 with an errno. */
static ssize_t move(int fd, struct end *source) {
    ssize_t count;
    if (splices) {
        if (!source->pipe[0] && pipe2(source->pipe, O_NONBLOCK) < 0) return -1;
        count = splice(fd, 0, source->pipe[1], 0, PIECE, SPLICE_F_NONBLOCK);
        if (count > 0) source->piped = (int)count;
        if (count > 0 && flush(source, source->peer) < 0) return -1;
        return count;
    }
    count = recv(fd, piece, PIECE, 0);
    if (count > 0) {
        ssize_t sent = send(source->peer, piece, (size_t)count, MSG_NOSIGNAL);
        if (sent < 0 && errno != EAGAIN) return -1;
        if (sent < 0) sent = 0;
        if (sent < count && keep(source, piece + sent, (size_t)(count - sent)) < 0) return -1;
        if (count < PIECE && !source->closing) source->readable = 0; /* a short read: drained */
    }
    return count;
}

/* All that can go from fd to its peer now. 0, or -1 when the pair is gone. */
static int pass(int fd) {
    struct end *source = &ends[fd];
    int peer = source->peer, left = flush(source, peer);
    for (int pieces = 0; left > 0 && source->readable && !source->ended; pieces++) {
        if (pieces == PIECES_IN_A_ROW) {
            if (!source->again) waiting[waiting_count++] = fd;
            source->again = 1;
            return 0;
        }
        ssize_t count = move(fd, source);
        if (count < 0 && errno == EAGAIN) {
            source->readable = 0;
        } else if (count < 0) {
            left = -1;
        } else if (count == 0) {
            source->ended = 1;
        } else {
            left = source->from < source->to || source->piped > 0 ? 0 : 1;
        }
    }
    if (left > 0 && source->ended && !ends[peer].shut) {
        ends[peer].shut = 1;
        shutdown(peer, SHUT_WR);
    }
    if (left < 0 || (ends[peer].shut && source->shut)) {
        break_off(fd);
        return -1;
    }
    return 0;
}

static void admit(int listener) {
    int one = 1, client;
    while ((client = accept4(listener, 0, 0, SOCK_NONBLOCK)) >= 0) {
        int server = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
        if (server < 0 || server >= DESCRIPTORS || client >= DESCRIPTORS) die("descriptors");
        setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        struct sockaddr_in *to = &servers[next_server++ % server_count];
        if (connect(server, (struct sockaddr *)to, sizeof *to) < 0 && errno != EINPROGRESS) die("connect");
        ends[client].peer = server;
        ends[server].peer = client;
        watch(client, EPOLLIN | EPOLLOUT | EPOLLRDHUP);
        watch(server, EPOLLIN | EPOLLOUT | EPOLLRDHUP);
    }
}

static void happened(int fd, unsigned events) {
    int peer = ends[fd].peer;
    if (!peer) return; /* closed by an earlier event of this batch */
    if (events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) ends[fd].readable = 1;
    if (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) ends[fd].closing = 1;
    if (pass(fd) == 0 && (events & EPOLLOUT)) pass(peer);
}

/* Those that had more to move and let others have their turn. */
static void take_turns(void) {
    int *now = waiting, count = waiting_count;
    waiting = waiting == queues[0] ? queues[1] : queues[0];
    waiting_count = 0;
    for (int i = 0; i < count; i++) {
        if (!ends[now[i]].again) continue; /* gone meanwhile */
        ends[now[i]].again = 0;
        pass(now[i]);
    }
}

int main(int count, char **words) {
    int at = 1, one = 1;
    if (at < count && !strcmp(words[at], "--splice")) splices = at++;
    if (count - at < 2 || count - at - 1 > SERVERS) {
        fprintf(stderr, "usage: epoll [--splice] PORT SERVER-PORT...\n");
        return 1;
    }
    struct sockaddr_in here = local(words[at++]);
    for (; at < count; at++) servers[server_count++] = local(words[at]);
    signal(SIGPIPE, SIG_IGN);
    loop = epoll_create1(0);
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(listener, (struct sockaddr *)&here, sizeof here) < 0) die("bind");
    if (listen(listener, 4096) < 0) die("listen");
    watch(listener, EPOLLIN);
    for (;;) {
        struct epoll_event batch[EVENTS];
        int got = epoll_wait(loop, batch, EVENTS, waiting_count ? 0 : -1);
        for (int i = 0; i < got; i++) {
            if (batch[i].data.fd == listener) admit(listener);
            else happened(batch[i].data.fd, batch[i].events);
        }
        take_turns();
    }
}
