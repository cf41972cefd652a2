/**
 * Every size, count and rate that Maru enforces, in one place. A peer that exceeds one is
 * refused with a typed error; nothing is cut silently.
 */
export const limits = {
  // Frames and envelopes. 256 KiB is the relay's frame cap; an envelope leaves room for its framing.
  frameBytes: 256 * 1024,
  envelopeBodyBytes: 64 * 1024,
  opsPerEnvelope: 512,
  opBytes: 60 * 1024,
  citesPerEnvelope: 16,
  // Places in one log: four bytes in a message's position.
  logNumber: 2 ** 32 - 1,
  // An operation set never nests; this guards codecs that will.
  depth: 8,

  // Text, in UTF-8 bytes (Discord counts characters; four bytes hold the widest).
  messageBytes: 16_000,
  nameBytes: 400,
  topicBytes: 4_096,
  descriptionBytes: 4_096,
  reasonBytes: 2_048,
  emojiBytes: 64,
  nicknameBytes: 128,
  urlBytes: 2_048,
  mentionsPerMessage: 100,
  rolesPerMember: 250,
  devicesPerRotation: 10_000,
  // Of one member at once: each new key is sealed to all of them.
  devicesPerMember: 100,
  logsPerCut: 1_000,
  historyPerEpoch: 64,

  // Governing. A message stays purgeable, a channel restorable and a timeout short, as on Discord.
  rulesBytes: 16_000,
  // A community's picture travels in its governance, which everyone keeps whole: 128 px are enough for any place it is shown.
  pictureBytes: 32 * 1024,
  pictureSide: 128,
  slowModeSeconds: 21_600,
  timeoutMs: 28 * 24 * 60 * 60 * 1000,
  purgeMs: 7 * 24 * 60 * 60 * 1000,
  restoreMs: 30 * 24 * 60 * 60 * 1000,
  membersPerRevert: 200,
  // Succession: an owner on holiday is not gone.
  absentDaysLeast: 7,
  absentDaysMost: 3_650,
  successionVotes: 100,
  // The owner's client says so once a day that the owner is there, looks whether it should once an hour, and
  // answers votes at once; those dated ahead would otherwise be answered without end.
  ownerSignMs: 24 * 60 * 60 * 1000,
  ownerLookMs: 60 * 60 * 1000,
  ownerAnswerMs: 60_000,
  // A report is sealed to its readers one by one, and a member can't fill the queue alone.
  reportBytes: 4_096,
  // Of them, what the reporter adds, and what they saw: the message may be gone when it is looked at.
  reportNoteBytes: 2_000,
  reportExcerptBytes: 1_000,
  reportReaders: 250,
  openReportsPerMember: 20,
  // Automatic rules: what every client evaluates on every message.
  autoRules: 50,
  wordsPerRule: 500,
  wordBytes: 120,
  hostsPerRule: 500,
  exemptionsPerRule: 50,
  floodSeconds: 600,
  floodMessages: 100,
  newMemberSeconds: 30 * 24 * 60 * 60,

  // Invites.
  inviteMaxAgeMs: 7 * 24 * 60 * 60 * 1000,
  inviteMaxUses: 100,
  inviteLinkChars: 16_384,
  keysPerInvite: 64,
  rolesPerInvite: 16,
  // Secrets of invites that a device keeps, so that it can show their links again.
  invitesKept: 200,
  // A first look at a community, for who follows an invite; all of it fits `blobBytes`.
  snapshotRoles: 250,
  snapshotPlaces: 500,
  snapshotPages: 8,
  snapshotMessages: 30,
  snapshotMessageBytes: 2_000,
  // Made anew at most this often, and left at the relay anew this often though nothing changed.
  snapshotEveryMs: 10 * 60 * 1000,
  snapshotAgainMs: 7 * 24 * 60 * 60 * 1000,
  // Of a device's newest invites.
  snapshotInvites: 16,
  // Who was declined asks again after this: nobody is asked the same over and over.
  askAgainMs: 10 * 60 * 1000,

  // What a person may paste as a recovery phrase: 24 words take about 200.
  recoveryPhraseChars: 4_096,
  // Guardians: how many codes of one set there may be, and how much text may hold them.
  guardians: 16,
  guardianChars: 16_384,
  // Linking a device: a code is good for so long and for one meeting, and is said again so often until it is heard.
  pairingMs: 10 * 60 * 1000,
  pairingSayMs: 3_000,
  pairingCodeChars: 4_096,

  // Time: an own clock is never pulled further ahead than this by a peer.
  clockDriftMs: 5 * 60 * 1000,

  // What is held back is looked at at least this often: clocks jump, and timers stand still in a suspended machine.
  dueCheckMs: 60_000,

  // Overturned acts that are kept until the person has seen them, and the entries of one page of the record.
  overturnedKept: 500,
  auditPage: 1_000,

  // Unread messages of a place are counted up to this; the UI says "999+" from there.
  unreadCounted: 1_000,

  // Deleted content stays this long, so that late governance can still undo a wrongful deletion.
  erasureGraceMs: 24 * 60 * 60 * 1000,
  erasureEveryMs: 10 * 60 * 1000,

  // Sync.
  gapBufferBytes: 4 * 1024 * 1024,
  gapBufferItems: 2_048,
  segmentsInFlight: 4,
  segmentBytes: 128 * 1024,
  segmentItems: 1_024,
  // What one segment is filled with: judged and stored in one go, well within what a host may be busy.
  segmentItemsServed: 128,
  // Asked for at once.
  segmentItemsAsked: 512,
  streamsPerVector: 2_000,
  // One vector message: 3,500 × 67 bytes stay below a frame; longer vectors go in pieces.
  logsPerVector: 3_500,
  // Calls: how often who is in one says so, and how long silence is no leaving. A mesh carries so many [0020].
  callBeatMs: 4_000,
  callSilenceMs: 9_000,
  // Whose media comes in is in the call for so long more: a page says so more often than that.
  callAliveMs: 5_000,
  callParticipants: 8,
  // Of one member: a phone beside a desk.
  callDevices: 2,
  // So many of them with their camera on.
  callCameras: 6,
  // What one device sends in a call, over all its connections.
  callUploadBits: 6_000_000,
  // What one looks at in a call is said at most so often.
  callWantsMs: 500,
  // Keys of sealed frames: of so many participants at most; said at most this often, asked for again this often. A new
  // key is used this long after it was given, and the one before opens what is still on its way for so long.
  callKeyHolders: 32,
  callKeysMs: 500,
  callKeyWantMs: 2_000,
  callKeyGraceMs: 1_000,
  // How often one key goes forward before another takes its place: its steps are one byte of a frame's key id.
  callKeySteps: 255,
  // Where pages meet: signaling servers and ways that a relay names. A ticket is renewed so long before it ends.
  signalingUrls: 8,
  iceServers: 4,
  iceUrls: 8,
  ticketSpareMs: 2 * 60 * 1000,
  // Orders of moderators: so many are told at once and kept a channel, for so long.
  voiceOrdersSaid: 16,
  voiceOrdersKept: 256,
  voiceOrderMs: 12 * 60 * 60 * 1000,
  // Said aside in a live room, to some devices only: so many boxes of one size, well within a frame.
  asideBoxes: 12,
  asideBytes: 320,
  // Calls of two: how long it rings and how often the caller says so; how long an answer or the other's coming is
  // waited for; who says nothing more for so long has hung up.
  ringMs: 45_000,
  ringBeatMs: 3_000,
  ringAcceptMs: 10_000,
  ringAgainMs: 1_000,
  pairAloneMs: 60_000,
  // Nobody rings oftener than this in a minute, and all together not oftener than that; what they say meanwhile.
  ringsPerCaller: 4,
  ringsHeard: 8,
  ringAnswers: 20,
  // Rings of which it is remembered that they are over, and those not known yet to be of this moment.
  ringsOver: 128,
  ringsUnproven: 16,
  // Calls that came to nothing: kept of one caller, and told to whoever was away for so long.
  missedPerCaller: 10,
  triedPerMember: 5,
  missedMs: 7 * 24 * 60 * 60 * 1000,
  missedAgainMs: 60_000,
  // Heads gossiped at once, about 120 bytes each, inside a sealed room frame.
  headsPerGossip: 48,
  // A want without any progress this long is asked anew; after a failed disk, asking rests this long.
  wantMs: 15_000,
  // A comparison that stands still this long ends the link; a push that met a gap goes again after this.
  compareMs: 30_000,
  pushRetryMs: 1_000,
  // What one link may make us remember: logs that only it says exist, fork proofs, differing streams.
  claimsPerLink: 500_000,
  forksPerLink: 10_000,
  streamsPerCommunity: 100_000,
  storageRetryMs: 5_000,
  ephemeralBytes: 8 * 1024,
  // What a relay keeps for whoever knows its id: a sealed body's worth.
  blobBytes: 64 * 1024,
  pendingWithoutKey: 10_000,

  // Live rooms: how often presence is repeated, and the most often that typing is.
  presenceMs: 30_000,
  typingMs: 5_000,
  // Devices not known yet whose last presence is kept until they are.
  unknownSpeakers: 64,
  // Keys asked for at once; who asks again waits twice as long, from and up to this; answers that are remembered.
  keysPerRequest: 16,
  keysAskedMs: 10_000,
  keysAskedMostMs: 5 * 60 * 1000,
  keyRequestsKept: 256,
  // Holders wait a random part of this for each device of an audience, and at most this, so that one of them acts.
  keyCareMs: 250,
  keyCareMostMs: 20_000,
  // Envelopes waiting for a key are counted up to this.
  waitingCounted: 1_000,
  // Grown heads are gathered this long before they are told to the room.
  gossipMs: 1_500,
  // About so many of those who are here tell of what others wrote; in a room this small all do.
  gossipers: 16,

  // The own document: one update or a whole answer, all of it, what may wait for what it rests on, a vector.
  selfUpdateBytes: 4 * 1024 * 1024,
  selfDocumentBytes: 32 * 1024 * 1024,
  selfPendingBytes: 1024 * 1024,
  selfVectorBytes: 1024 * 1024,
  // Its updates are kept one by one up to here, then as one.
  selfTailUpdates: 100,
  selfTailBytes: 256 * 1024,
  // An operation carries this much of an update; own changes are gathered so long, at the longest, before they are
  // sent.
  selfPieceBytes: 48 * 1024,
  selfSendMs: 3_000,
  selfSendMostMs: 20_000,
  // Reading and typing reach it once they rest this long, or have gone on for so long.
  selfRestMs: 2_000,
  selfRestMostMs: 15_000,

  // Boards: what one may hold (more is refused here, and cut where another wrote it), texts in UTF-16 code units.
  boardColumns: 100,
  boardCards: 5_000,
  boardLabels: 60,
  cardItems: 200,
  cardAssignees: 50,
  boardTitleChars: 500,
  cardTextChars: 20_000,
  boardWordChars: 100,
  planPlaceChars: 300,
  // What one Automerge change may grow to when it is inflated, how many rows its run-length columns may stand for,
  // and how many changes an update may bring.
  boardChangeBytes: 4 * 1024 * 1024,
  boardChangeRows: 100_000,
  boardChangeActors: 10_000,
  boardChangesPerUpdate: 4_096,

  // Notes and boards: a piece of an update in one operation, one update of all its pieces, the folded document, and
  // what may wait for what it rests on. Pages of one installation that are open at one document at once.
  documentPieceBytes: 48 * 1024,
  documentUpdateBytes: 4 * 1024 * 1024,
  documentBytes: 32 * 1024 * 1024,
  documentPendingBytes: 1024 * 1024,
  documentSeats: 64,
  // The last of them undoes what a person wrote, and does nothing else.
  documentUndoSeat: 63,
  // What is written rests this long, or has gone on for so long, or is so much, before it goes into the log.
  documentRestMs: 3_000,
  documentRestMostMs: 20_000,
  documentJournalBytes: 512 * 1024,
  // Where others have the page open, or had it this long ago, what is written goes into the log this fast.
  documentQuickMs: 30,
  documentCompanyMs: 60_000,
  caretBytes: 1_024,
  // Documents folded in the background for lists and search, so many at a time, with a rest in between.
  documentsPerSlice: 2,
  documentSliceMs: 50,
  // What was changed is read in for lists and search once it rests this long, or has gone on for so long.
  documentCareMs: 3_000,
  documentCareMostMs: 30_000,
  documentsListed: 5_000,
  documentVersions: 1_000,
  // Of what search finds in notes and boards; messages come after them.
  documentHits: 10,
  // Ids of cards, as Automerge boards make them; comments on a place, anchors of an engine and quotes.
  cardIdBytes: 64,
  commentsListed: 1_000,
  commentAnchorBytes: 512,
  commentQuoteBytes: 2_000,
  // Rooms for other Yjs editors, sealed: a long frame goes in pieces, and who begins one without end holds up only
  // itself.
  yjsPieceBytes: 60 * 1024,
  yjsFrameBytes: 16 * 1024 * 1024,
  yjsSendersHeld: 64,

  // Sockets.
  sendBufferBytes: 1024 * 1024,
  authenticationMs: 5_000,
  idleMs: 60_000,
  pingMs: 20_000,
  // After a change of network or a sleep, who answers no ping within this is gone.
  probeMs: 3_000,

  // Updates of others are tried elsewhere first: for every so many bytes begun an update has so long, and the whole
  // document so much memory (megabytes, as engines count it), up to a most. A place for it is kept so long.
  sandboxBytes: 256 * 1024,
  sandboxMs: 1_000,
  sandboxMegabytes: 64,
  sandboxMegabytesMost: 1_024,
  sandboxStartMs: 30_000,
  sandboxIdleMs: 30_000,
  // What is applied without a trial: what costs little however it is made.
  sandboxFreeBytes: 8 * 1024,
  // Single changes in an update of a note: structs and deleted ranges.
  noteChanges: 256 * 1024,
  // A seat's clocks in one note (a character takes one), how deep its blocks nest and how long their names are.
  noteClocks: 2 ** 30,
  noteDepth: 64,
  noteNameChars: 64,
} as const;
