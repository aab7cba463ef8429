/*
 * The same relay as epoll.c, by io_uring: each client connection has a connection to a server of its own,
 * bytes go both ways unread, and nothing is parsed.
 *
 *   ring PORT SERVER-PORT...      listens and connects on 127.0.0.1
 *
 * One ring, one thread, completions only when it asks (DEFER_TASKRUN), accepts by one multishot request. The
 * kernel picks a buffer when there is something to receive; it is sent from there, and the next receive of
 * that direction is asked for when the send is done, which is all the back-pressure there is. One
 * io_uring_enter hands in all that a turn asks for and brings the next turn's completions.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <liburing.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DESCRIPTORS = 65536, ENTRIES = 4096, SERVERS = 16, BUFFERS = 128, PIECE = 64 * 1024 };
enum { STRIDE = PIECE + 4096 + 64 }; /* their first lines must not all fall into one set of the cache */
enum { ACCEPT, RECEIVE, SEND };

/* One end of a pair; what it receives its peer sends. */
struct end {
    int peer;    /* 0: none */
    int pending; /* operations under way that name this descriptor */
    int buffer;  /* lent to what is being sent on; -1: none */
    int ended;   /* its last byte has been received */
    int broken;  /* to be closed as soon as nothing is pending on the pair */
};

static struct end ends[DESCRIPTORS];
static struct io_uring ring;
static struct io_uring_buf_ring *buffers;
static char *memory;
static struct sockaddr_in servers[SERVERS];
static int server_count, next_server;
static int starved[DESCRIPTORS], starved_first, starved_count; /* in turn: who waits for a buffer */

static void die(const char *what, int error) {
    fprintf(stderr, "ring: %s: %s\n", what, strerror(error));
    exit(1);
}

static struct sockaddr_in local(const char *port) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(port))};
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return at;
}

static struct io_uring_sqe *entry(void) {
    struct io_uring_sqe *next = io_uring_get_sqe(&ring);
    if (next) return next;
    io_uring_submit(&ring);
    return io_uring_get_sqe(&ring);
}

/* After the preparation, which clears it. */
static void tag(struct io_uring_sqe *entry, int kind, int fd) {
    io_uring_sqe_set_data64(entry, (unsigned long long)kind << 32 | (unsigned)fd);
}

static void receive(int fd) {
    struct io_uring_sqe *next = entry();
    io_uring_prep_recv(next, fd, NULL, PIECE, 0);
    next->flags |= IOSQE_BUFFER_SELECT;
    tag(next, RECEIVE, fd);
    ends[fd].pending++;
}

/* All of it: the kernel goes on where the peer takes less. */
static void send_on(int fd, int count) {
    int peer = ends[fd].peer;
    struct io_uring_sqe *next = entry();
    io_uring_prep_send(next, peer, memory + (size_t)ends[fd].buffer * STRIDE, (size_t)count,
                       MSG_NOSIGNAL | MSG_WAITALL);
    tag(next, SEND, peer);
    ends[peer].pending++;
}

static void close_when_quiet(int fd) {
    int peer = ends[fd].peer;
    if (!ends[fd].broken || ends[fd].pending + ends[peer].pending > 0) return;
    memset(&ends[fd], 0, sizeof ends[fd]);
    memset(&ends[peer], 0, sizeof ends[peer]);
    close(fd);
    close(peer);
}

static void give(int buffer) {
    io_uring_buf_ring_add(buffers, memory + (size_t)buffer * STRIDE, PIECE, (unsigned short)buffer,
                          io_uring_buf_ring_mask(BUFFERS), 0);
    io_uring_buf_ring_advance(buffers, 1);
    if (starved_count == 0) return;
    int fd = starved[starved_first];
    starved_first = (starved_first + 1) % DESCRIPTORS;
    starved_count--;
    ends[fd].pending--;
    if (ends[fd].broken) close_when_quiet(fd);
    else receive(fd);
}

/* Ends what is pending; its completions still come. */
static void break_off(int fd) {
    int peer = ends[fd].peer;
    if (ends[fd].broken) return;
    ends[fd].broken = ends[peer].broken = 1;
    shutdown(fd, SHUT_RDWR);
    shutdown(peer, SHUT_RDWR);
}

static void accepted(int client) {
    int one = 1, server = socket(AF_INET, SOCK_STREAM, 0);
    if (server < 0 || server >= DESCRIPTORS || client >= DESCRIPTORS) die("descriptors", errno);
    struct sockaddr_in *to = &servers[next_server++ % server_count];
    if (connect(server, (struct sockaddr *)to, sizeof *to) < 0) die("connect", errno);
    setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    ends[client] = (struct end){.peer = server, .buffer = -1};
    ends[server] = (struct end){.peer = client, .buffer = -1};
    receive(client);
    receive(server);
}

static void received(int fd, int result, unsigned flags) {
    struct end *source = &ends[fd];
    source->pending--;
    if (result > 0) {
        source->buffer = (int)(flags >> IORING_CQE_BUFFER_SHIFT);
        send_on(fd, result);
    } else if (result == -ENOBUFS) {
        starved[(starved_first + starved_count++) % DESCRIPTORS] = fd;
        source->pending++; /* until there is a buffer: the slot must not be taken by another */
    } else if (result == 0 && !ends[source->peer].ended) {
        source->ended = 1;
        shutdown(source->peer, SHUT_WR);
    } else {
        break_off(fd);
    }
    close_when_quiet(fd);
}

static void sent(int fd, int result) {
    int source = ends[fd].peer;
    ends[fd].pending--;
    int buffer = ends[source].buffer;
    ends[source].buffer = -1;
    if (result < 0) break_off(fd);
    else if (!ends[source].broken) receive(source);
    give(buffer);
    close_when_quiet(fd);
}

static void set_up(int listener) {
    struct io_uring_params how = {.flags = IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN};
    int result = io_uring_queue_init_params(ENTRIES, &ring, &how);
    if (result < 0) die("io_uring_setup", -result);
    memory = aligned_alloc(4096, ((size_t)BUFFERS * STRIDE + 4095) & ~4095UL);
    buffers = aligned_alloc(4096, BUFFERS * sizeof(struct io_uring_buf));
    if (!memory || !buffers) die("memory", errno);
    io_uring_buf_ring_init(buffers);
    struct io_uring_buf_reg where = {.ring_addr = (unsigned long)buffers, .ring_entries = BUFFERS};
    if ((result = io_uring_register_buf_ring(&ring, &where, 0)) < 0) die("buffers", -result);
    for (int i = 0; i < BUFFERS; i++) give(i);
    struct io_uring_sqe *next = entry();
    io_uring_prep_multishot_accept(next, listener, NULL, NULL, 0);
    tag(next, ACCEPT, listener);
}

static void happened(struct io_uring_cqe *done) {
    int fd = (int)(unsigned)done->user_data;
    switch (done->user_data >> 32) {
    case ACCEPT:
        if (done->res < 0 || !(done->flags & IORING_CQE_F_MORE)) die("accept", -done->res);
        accepted(done->res);
        break;
    case RECEIVE: received(fd, done->res, done->flags); break;
    case SEND: sent(fd, done->res); break;
    }
}

int main(int count, char **words) {
    int one = 1;
    if (count < 3 || count - 2 > SERVERS) {
        fprintf(stderr, "usage: ring PORT SERVER-PORT...\n");
        return 1;
    }
    struct sockaddr_in here = local(words[1]);
    for (int at = 2; at < count; at++) servers[server_count++] = local(words[at]);
    signal(SIGPIPE, SIG_IGN);
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(listener, (struct sockaddr *)&here, sizeof here) < 0) die("bind", errno);
    if (listen(listener, 4096) < 0) die("listen", errno);
    set_up(listener);
    for (;;) {
        struct io_uring_cqe *done;
        unsigned head, seen = 0;
        int result = io_uring_submit_and_wait(&ring, 1);
        if (result < 0 && result != -EINTR) die("io_uring_enter", -result);
        io_uring_for_each_cqe(&ring, head, done) {
            happened(done);
            seen++;
        }
        io_uring_cq_advance(&ring, seen);
    }
}
