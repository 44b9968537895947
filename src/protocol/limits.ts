// Every bound of the protocol, in one place. Read by the framing, the connection, the server and the client.
// A test compares each constant with the table in section 4 of PROTOCOL.txt, both ways: change the two together.
// A name carries its unit and ends in what it is (MAX, MS, LENGTH); nothing here is changed while a program runs.

/** TCP port on which a server listens when nobody says otherwise: T-A-N-K on a phone's keypad. */
export const PORT_DEFAULT = 8265;
/** Application protocol that both ends must agree on in the TLS handshake. */
export const ALPN = 'tank/1';
/** Groups to which a client's search for servers goes, on the UDP port of the same number. */
export const DISCOVERY_GROUP_IPV4 = '239.8.26.5';
export const DISCOVERY_GROUP_IPV6 = 'ff02::8265';
/** Questions that one address may ask a server's discovery: a second on average, and at once after a pause. */
export const DISCOVERY_QUESTIONS_PER_SECOND = 5;
export const DISCOVERY_QUESTIONS_BURST = 5;

/** Octets of one text message, head and body, from a client that has not logged in. */
export const MESSAGE_BYTES_BEFORE_LOGIN_MAX = 1024;
/** Octets of one text message, head and body, from a client that has logged in. */
export const MESSAGE_BYTES_MAX = 4096;
/** Octets of one text message, head and body, from a server. */
export const SERVER_MESSAGE_BYTES_MAX = 16384;
/** Octets of one header line, its line end included. */
export const HEADER_LINE_BYTES_MAX = 256;
/** Lines before the empty line that ends a head; blank lines before the first header are counted too. */
export const HEADER_LINES_MAX = 8;
/** Objects and arrays inside one another in a body; the body itself is the first. */
export const JSON_DEPTH_MAX = 6;
/** Octets of a binary frame's body from a server. */
export const FRAME_BYTES_MAX = 4096;
/** Octets of a binary frame's body from a client. */
export const INPUT_FRAME_BYTES_MAX = 16;

/** Code points of a nick. */
export const NICK_LENGTH_MAX = 16;
/** Characters of a room's join code. */
export const ROOM_CODE_LENGTH = 6;
/** Code points of one chat line, after cleaning. */
export const CHAT_LENGTH_MAX = 200;

/** Milliseconds from a TCP connection to the end of its TLS handshake. */
export const HANDSHAKE_TIMEOUT_MS = 5000;
/** Milliseconds from the end of the handshake to a login. */
export const LOGIN_TIMEOUT_MS = 10000;
/** Milliseconds of silence after which the other end is given up. */
export const PING_TIMEOUT_MS = 8000;
/** Milliseconds for which a lost player's seat is kept for RESUME. */
export const RESUME_SEAT_MS = 60000;
/** Milliseconds for which an end that closes waits for the other one, before it cuts the connection. */
export const CLOSE_TIMEOUT_MS = 1000;

/** Octets that may wait to be sent to one peer; past it the peer is a slow reader and is dropped. */
export const OUTBOX_BYTES_MAX = 262144;
/** Milliseconds in which a peer must take something of what waits for it: past it, it is a slow reader, whatever it says meanwhile. */
export const SLOW_READER_TIMEOUT_MS = 6000;
/** People from one address at the same time, those whose lines are down too; a server's option. An address is one of IPv4, a /64 of
 *  IPv6, or one of a private network. A /56 may have 4 times as many, a /48 and a /24 of IPv4 16 times. */
export const CONNECTIONS_PER_ADDRESS_MAX = 16;
/** People on one server at the same time, those whose lines are down too; a server's option. */
export const CLIENTS_MAX_DEFAULT = 1000;

/** Connections on which nobody has logged in yet, handshakes too; past it the largest network loses its idlest one. */
export const NEWCOMERS_MAX = 1000;

/** Bots that the rooms of one server may have, the enemies of a mode too; a server's option. Those of rooms that were made from one
 *  address: so many for each connection that it may have. */
export const BOTS_MAX_DEFAULT = 2000;
export const BOTS_PER_CONNECTION_MAX = 8;

/** Binary frames that one client may send: a second on average, and at once after a pause. */
export const INPUTS_PER_SECOND = 40;
export const INPUTS_BURST = 60;
/** Text messages that one client may send: a second on average, and at once after a pause. */
export const COMMANDS_PER_SECOND = 10;
export const COMMANDS_BURST = 30;
/** Those among them of which a whole room is told, such as READY: a second on average, and at once after a pause. */
export const ROOM_CHANGES_PER_SECOND = 2;
export const ROOM_CHANGES_BURST = 20;
/** Commands of one client that may wait to be carried out; with COMMANDS_READ_MAX of them its line is read no further. */
export const COMMANDS_WAITING_MAX = 30;
export const COMMANDS_READ_MAX = 8;
/** Changes of a room that are told of at once, and ticks in which one more may be; the rest of them are told of together. */
export const ROOM_NEWS_BURST = 10;
export const ROOM_NEWS_TICKS = 3;
/** Octets that one client may send: a second on average, and at once after a pause. */
export const BYTES_PER_SECOND = 8192;
export const BYTES_BURST = 32768;
/** By how much a line of chat raises its speaker's score, by how much the score falls in a second, and the score past which he is
 *  muted for so many seconds. */
export const CHAT_SCORE_PER_LINE = 250;
export const CHAT_SCORE_PER_MSG = 75;
export const CHAT_SCORE_FALL_PER_SECOND = 125;
export const CHAT_SCORE_MAX = 1250;
export const CHAT_MUTE_SECONDS = 30;
/** How many times as much as one person the guests and new accounts of one network may say together. */
export const CHAT_NETWORK_SHARE = 4;
/** Code points of the reason of a kick, a mute or a ban, after cleaning. */
export const REASON_LENGTH_MAX = 100;
/** Code points of a password. */
export const PASSWORD_LENGTH_MAX = 64;
/** Wrong passwords that one address may try: at once, and then one in so many seconds. */
export const PASSWORD_TRIES_MAX = 5;
export const PASSWORD_TRY_SECONDS = 10;
/** Wrong codes of rooms that one network, or one account, may try: at once, and then one in so many seconds. */
export const ROOM_CODE_TRIES_MAX = 20;
export const ROOM_CODE_TRY_SECONDS = 3;
/** Seconds for which somebody who was sent out of a room can't come back to it. */
export const KICK_SECONDS = 300;
/** Seconds by which those who watch a public room are late, unless its host says otherwise. */
export const PUBLIC_DELAY_SECONDS = 10;
/** Seconds that a vote lasts, and that have to pass after one that failed, and between two that the same person begins. */
export const VOTE_SECONDS = 25;
export const VOTE_PAUSE_SECONDS = 60;
/** Seconds that have to pass between two changes of one nick. */
export const NICK_PAUSE_SECONDS = 30;
/** Seconds for which a duel stands still at most while two settle a draw. */
export const SETTLE_SECONDS = 60;
/** Lines in the lobby from all clients together: a second on average, and at once after a pause. */
export const LOBBY_CHATS_PER_SECOND = 5;
export const LOBBY_CHATS_BURST = 20;
/** People on a server up to which all are told who comes and who leaves: with more, it would be news all the time. */
export const LOBBY_NEWS_PEOPLE_MAX = 100;
/** Lines of talk that are kept for those who come later, and octets that HISTORY tells of them. */
export const HISTORY_LINES_MAX = 50;
export const HISTORY_BYTES_MAX = 12288;
/** Code points of a group's tag. */
export const GROUP_LENGTH_MAX = 12;
/** Characters of a private message's box, in base64url. */
export const BOX_LENGTH_MAX = 1280;
/** People of whom one client may be told what they are doing: all of them fit into one message. */
export const FRIENDS_MAX = 30;

/** Application protocol of a direct line between two clients. */
export const DIRECT_ALPN = 'tank-direct/1';
/** People with whom one client has a direct line, or an offer of one, at the same time. */
export const DIRECT_LINES_MAX = 8;
/** Addresses that one client tells for a direct line, the ports at which it may listen, and octets of the secret name of a line. */
export const DIRECT_ADDRESSES_MAX = 8;
export const DIRECT_PORT_MIN = 1024;
export const DIRECT_NAME_BYTES = 32;
/** Milliseconds in which a direct line must come about once both want it. */
export const DIRECT_MEET_TIMEOUT_MS = 20000;
/** Milliseconds until what is said on a direct line must be answered. */
export const DIRECT_ANSWER_TIMEOUT_MS = 4000;
