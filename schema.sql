-- The whole database of triaged, as a new one is made. It is written to be read: every table and column says what it is
-- in an admin's words, and what must never happen is a constraint.
--
-- Users: KEEPER owns it all and is used by the daemon for upkeep alone. DAEMON works and has exactly the rights granted
-- at the end of this file. READER answers questions and may only look. KEEPER made DAEMON and READER before this runs.
--
-- Times are instants in UTC. An id in angle brackets stands here without them.

CREATE TABLE setting (
  name        VARCHAR(60)  NOT NULL COMMENT 'What is set',
  content     VARCHAR(400) NOT NULL COMMENT 'Its value',
  CONSTRAINT setting_pk PRIMARY KEY (name)
);
COMMENT ON TABLE setting IS 'Facts about this database: the version of its schema and its own id.';

INSERT INTO setting (name, content) VALUES ('schema', '1');
INSERT INTO setting (name, content) VALUES ('database-id', CAST(RANDOM_UUID() AS VARCHAR(36)));

-- What was fetched ------------------------------------------------------------------------------------------------

CREATE TABLE mailbox (
  id            BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL COMMENT 'Number of the row',
  list          VARCHAR(200) NOT NULL COMMENT 'List whose mail lies in the folder, by the name of its file in conf',
  account       VARCHAR(200) NOT NULL COMMENT 'Account in conf that can read the folder; maildir: for a Maildir on this machine',
  folder        VARCHAR      NOT NULL COMMENT 'Name of the folder on the server, or path of the Maildir',
  uid_validity  BIGINT       NOT NULL COMMENT 'The server''s UIDVALIDITY; when it changes, all UIDs mean something else and a new row begins. Of a Maildir 1',
  next_uid      BIGINT       NOT NULL COMMENT 'Cursor: each UID below it has its row in mail_source, or did not exist when we looked',
  watermark_uid BIGINT       NOT NULL COMMENT 'A mail with a lower UID was there before us and is never answered',
  watermark_at  TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'Nor is a mail that arrived before this time',
  mode          VARCHAR(10)  NOT NULL COMMENT 'Mode of the list when the folder was last opened; raising it sets a new watermark',
  last_poll     TIMESTAMP(9) WITH TIME ZONE COMMENT 'When the folder was last read to its end; empty before the first time',
  CONSTRAINT mailbox_pk PRIMARY KEY (id),
  CONSTRAINT mailbox_once UNIQUE (list, account, folder, uid_validity),
  CONSTRAINT mailbox_next_uid CHECK (next_uid >= 1),
  CONSTRAINT mailbox_mode CHECK (mode IN ('record', 'dry-run', 'shadow', 'approve', 'live'))
);
COMMENT ON TABLE mailbox IS 'How far each folder has been read, one row per folder and UIDVALIDITY.';

CREATE TABLE maildir_file (
  folder VARCHAR NOT NULL COMMENT 'Path of the Maildir',
  number BIGINT  NOT NULL COMMENT 'Number of the file, in the order of finding: its UID in mail_source',
  name   VARCHAR COMMENT 'Name of the file without its flags, what stands before :2,; empty when it was gone or could not be read when it was wanted, and if seen again it gets another number',
  CONSTRAINT maildir_file_pk PRIMARY KEY (folder, number),
  CONSTRAINT maildir_file_once UNIQUE (folder, name),
  CONSTRAINT maildir_file_number CHECK (number >= 1)
);
COMMENT ON TABLE maildir_file IS 'Which number stands for which file of a Maildir that is polled, one row per file that was ever seen.';

CREATE TABLE mail (
  id             BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL COMMENT 'Number of the row, in the order of storing',
  list           VARCHAR(200) NOT NULL COMMENT 'List it came by',
  sha256         VARCHAR(64)  NOT NULL COMMENT 'SHA-256 over the raw bytes kept',
  raw            BLOB         NOT NULL COMMENT 'The bytes as they came, deflated (zlib); of a mail over the size limit its head only',
  size           BIGINT       NOT NULL COMMENT 'Bytes, as the server counts them',
  arrival        TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When it arrived, as the server says',
  answerable     BOOLEAN      NOT NULL COMMENT 'It arrived after we began to watch the folder',
  state          VARCHAR(20)  DEFAULT 'FETCHED' NOT NULL COMMENT 'FETCHED: stored; PARSED: read; ASSEMBLED: its series is known; QUARANTINED: cannot be read; DUPLICATE: another copy is the mail',
  reason         VARCHAR      COMMENT 'Why it is quarantined, or of which mail it is a copy',
  attempts       INTEGER      DEFAULT 0 NOT NULL COMMENT 'How often reading it was begun',
  quarantined_at TIMESTAMP(9) WITH TIME ZONE COMMENT 'When it was given up',
  message_id     VARCHAR(998) COMMENT 'Its Message-ID, or one made from its bytes; empty before it is read',
  known_as       VARCHAR(998) COMMENT 'Its Message-ID when it is the copy that counts; empty for copies, quarantined and unread mails',
  kind           VARCHAR(20)  COMMENT 'patch, cover, reply, pull, ping, discussion, foreign, auto, other',
  subject        VARCHAR      COMMENT 'Subject of the header, decoded',
  title          VARCHAR      COMMENT 'Subject without tags and prefixes',
  title_key      VARCHAR      COMMENT 'The title, lower case and blanks folded, by which titles are compared',
  sender_name    VARCHAR      COMMENT 'Who posted it',
  sender_address VARCHAR      COMMENT 'With which address',
  sender_key     VARCHAR      COMMENT 'The sender''s address in lower case, by which senders are compared',
  author_name    VARCHAR      COMMENT 'Who made the change',
  author_address VARCHAR      COMMENT 'With which address',
  sent_at        TIMESTAMP(9) WITH TIME ZONE COMMENT 'Its Date; the arrival where the Date cannot be true',
  version        INTEGER      COMMENT 'Version in its subject; empty when none is stated',
  part_number    INTEGER      COMMENT 'n of n/m in its subject; 0 is the cover',
  part_total     INTEGER      COMMENT 'm of n/m in its subject',
  oddities       VARCHAR      COMMENT 'Codes of what was odd and worked around, separated by blanks',
  robot          VARCHAR(20)  COMMENT 'Why it is never answered: auto-submitted, bounce, own-mark, robot-address, automatic-reply, from-unusable, hops; empty when a person may have written it',
  judged         BOOLEAN      DEFAULT FALSE NOT NULL COMMENT 'A judgement was made of its series; from then on no other copy can take its place',
  CONSTRAINT mail_pk PRIMARY KEY (id),
  CONSTRAINT mail_bytes_once UNIQUE (list, sha256),
  CONSTRAINT mail_known_once UNIQUE (list, known_as),
  CONSTRAINT mail_state CHECK (state IN ('FETCHED', 'PARSED', 'ASSEMBLED', 'QUARANTINED', 'DUPLICATE')),
  CONSTRAINT mail_known_when_read CHECK ((known_as IS NOT NULL) = (state IN ('PARSED', 'ASSEMBLED'))),
  CONSTRAINT mail_known_as_itself CHECK (known_as IS NULL OR known_as = message_id)
);
COMMENT ON TABLE mail IS 'Every mail that was fetched, one row per distinct bytes in a list.';
CREATE INDEX mail_by_state ON mail (state, list, id);
CREATE INDEX mail_by_id ON mail (list, message_id);
CREATE INDEX mail_by_sender ON mail (list, sender_key, sent_at);
CREATE INDEX mail_by_title ON mail (list, sender_key, title_key);

CREATE TABLE mail_source (
  mailbox BIGINT      NOT NULL COMMENT 'Folder it was listed in',
  uid     BIGINT      NOT NULL COMMENT 'Its UID there; in a Maildir the number of the file in maildir_file',
  state   VARCHAR(10) NOT NULL COMMENT 'STORED: fetched and kept; GONE: listed, but no longer there when it was fetched',
  size    BIGINT      NOT NULL COMMENT 'Bytes, as the server counts them',
  arrival TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When it arrived, as the server says',
  mail    BIGINT      COMMENT 'The mail; empty when it is gone',
  CONSTRAINT mail_source_pk PRIMARY KEY (mailbox, uid),
  CONSTRAINT mail_source_mailbox FOREIGN KEY (mailbox) REFERENCES mailbox (id),
  CONSTRAINT mail_source_mail FOREIGN KEY (mail) REFERENCES mail (id),
  CONSTRAINT mail_source_state CHECK (state IN ('STORED', 'GONE')),
  CONSTRAINT mail_source_kept CHECK ((mail IS NOT NULL) = (state = 'STORED'))
);
COMMENT ON TABLE mail_source IS 'The ledger: one row per UID that a server ever listed to us, whatever became of the mail.';

-- What the mails say ----------------------------------------------------------------------------------------------

CREATE TABLE mail_reference (
  mail      BIGINT       NOT NULL COMMENT 'The mail that answers',
  place     INTEGER      NOT NULL COMMENT 'Order; 0 is the nearest',
  list      VARCHAR(200) NOT NULL COMMENT 'List of the mail',
  parent_id VARCHAR(998) NOT NULL COMMENT 'Message-ID it answers, whether we have that mail or not',
  CONSTRAINT mail_reference_pk PRIMARY KEY (mail, place),
  CONSTRAINT mail_reference_mail FOREIGN KEY (mail) REFERENCES mail (id)
);
COMMENT ON TABLE mail_reference IS 'Which mails a mail answers, by In-Reply-To and References.';
CREATE INDEX mail_reference_by_parent ON mail_reference (list, parent_id);

CREATE TABLE mail_link (
  mail   BIGINT       NOT NULL COMMENT 'The mail that says so',
  place  INTEGER      NOT NULL COMMENT 'Order in the mail, from 0',
  list   VARCHAR(200) NOT NULL COMMENT 'List of the mail',
  kind   VARCHAR(20)  NOT NULL COMMENT 'supersedes: it takes the place of another; change-id: it shares that word with all versions of its work',
  target VARCHAR      NOT NULL COMMENT 'Message-ID of the other, whether we have that mail or not; or the change id',
  CONSTRAINT mail_link_pk PRIMARY KEY (mail, place),
  CONSTRAINT mail_link_mail FOREIGN KEY (mail) REFERENCES mail (id),
  CONSTRAINT mail_link_kind CHECK (kind IN ('supersedes', 'change-id'))
);
COMMENT ON TABLE mail_link IS 'What connects the versions of a work beyond threads, senders and titles.';
CREATE INDEX mail_link_by_target ON mail_link (list, kind, target);

CREATE TABLE patch (
  mail           BIGINT  NOT NULL COMMENT 'The mail that is a patch, cover or pull request',
  author_name    VARCHAR COMMENT 'Who made the change, as the mail says: in-body From, else the header',
  author_address VARCHAR COMMENT 'With which address',
  in_body_from   BOOLEAN NOT NULL COMMENT 'The author stands in the body, not in the header',
  diff_sha256    VARCHAR(64) COMMENT 'Equal for equal changes; empty without a diff',
  files          INTEGER NOT NULL COMMENT 'Files it changes',
  added          INTEGER NOT NULL COMMENT 'Lines added',
  deleted        INTEGER NOT NULL COMMENT 'Lines deleted',
  CONSTRAINT patch_pk PRIMARY KEY (mail),
  CONSTRAINT patch_mail FOREIGN KEY (mail) REFERENCES mail (id)
);
COMMENT ON TABLE patch IS 'What a patch mail changes, one row per patch, cover and pull request.';
CREATE INDEX patch_by_diff ON patch (diff_sha256);

CREATE TABLE patch_file (
  mail     BIGINT      NOT NULL COMMENT 'The patch',
  place    INTEGER     NOT NULL COMMENT 'Order in the diff, from 0',
  path     VARCHAR     NOT NULL COMMENT 'File changed',
  old_path VARCHAR     COMMENT 'Its name before, for renames and copies',
  status   VARCHAR(10) NOT NULL COMMENT 'added, deleted, copied, renamed, binary, mode, modified',
  added    INTEGER     COMMENT 'Lines added; empty for a binary file',
  deleted  INTEGER     COMMENT 'Lines deleted; empty for a binary file',
  CONSTRAINT patch_file_pk PRIMARY KEY (mail, place),
  CONSTRAINT patch_file_patch FOREIGN KEY (mail) REFERENCES patch (mail)
);
COMMENT ON TABLE patch_file IS 'Files of a diff.';

CREATE TABLE trailer (
  mail           BIGINT  NOT NULL COMMENT 'The patch',
  place          INTEGER NOT NULL COMMENT 'Order in the message, from 0',
  in_block       BOOLEAN NOT NULL COMMENT 'It stands in the block git reads; else in a paragraph of trailers right above',
  trailer_key    VARCHAR NOT NULL COMMENT 'As spelled, such as Signed-off-by',
  content        VARCHAR NOT NULL COMMENT 'What follows the colon',
  person_name    VARCHAR COMMENT 'Name read in it',
  person_address VARCHAR COMMENT 'Address read in it',
  CONSTRAINT trailer_pk PRIMARY KEY (mail, place),
  CONSTRAINT trailer_patch FOREIGN KEY (mail) REFERENCES patch (mail)
);
COMMENT ON TABLE trailer IS 'Trailer lines of the commit messages.';

CREATE TABLE series (
  id             BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL COMMENT 'Number of the row',
  list           VARCHAR(200) NOT NULL COMMENT 'List it was posted to',
  root           VARCHAR(998) NOT NULL COMMENT 'Its name: Message-ID of the cover, else of the mail all parts answer, else of the lowest part',
  title          VARCHAR      NOT NULL COMMENT 'Title of the cover, else of the lowest part',
  title_key      VARCHAR      NOT NULL COMMENT 'The title, lower case and blanks folded',
  sender_name    VARCHAR      COMMENT 'Who posted it',
  sender_address VARCHAR      COMMENT 'With which address',
  sender_key     VARCHAR      COMMENT 'The address in lower case',
  version        INTEGER      NOT NULL COMMENT 'Version; 1 when none is stated',
  fraction       VARCHAR      COMMENT 'What follows the dot of a version such as 5.1',
  total          INTEGER      NOT NULL COMMENT 'Parts it is said to have',
  seen           INTEGER      NOT NULL COMMENT 'Parts that have come',
  pull           BOOLEAN      NOT NULL COMMENT 'It is a pull request',
  resend         BOOLEAN      NOT NULL COMMENT 'The same version was posted before',
  partial        BOOLEAN      NOT NULL COMMENT 'It replaces some parts of an older posting',
  previous_root  VARCHAR(998) COMMENT 'Root of the next older posting of the same work',
  newer_root     VARCHAR(998) COMMENT 'Root of the newest posting of the same work; empty on the newest itself',
  look_at        TIMESTAMP(9) WITH TIME ZONE COMMENT 'When it will be judged next; empty when nothing more is due',
  merged_into    BIGINT       COMMENT 'The series that all its parts turned out to belong to',
  CONSTRAINT series_pk PRIMARY KEY (id),
  CONSTRAINT series_merged_into FOREIGN KEY (merged_into) REFERENCES series (id),
  CONSTRAINT series_not_into_itself CHECK (merged_into <> id)
);
COMMENT ON TABLE series IS 'One posting of one version of a series; also a single patch or a pull request.';
CREATE INDEX series_by_root ON series (list, root);
CREATE INDEX series_by_previous ON series (list, previous_root);
CREATE INDEX series_by_title ON series (list, sender_key, title_key);
CREATE INDEX series_by_sender ON series (list, sender_address);
CREATE INDEX series_by_look ON series (list, look_at);

CREATE TABLE series_patch (
  series BIGINT  NOT NULL COMMENT 'The series',
  part   INTEGER NOT NULL COMMENT 'Number of the part; 0 is the cover',
  mail   BIGINT  NOT NULL COMMENT 'The mail',
  CONSTRAINT series_patch_pk PRIMARY KEY (series, part),
  CONSTRAINT series_patch_mail_once UNIQUE (mail),
  CONSTRAINT series_patch_series FOREIGN KEY (series) REFERENCES series (id),
  CONSTRAINT series_patch_mail FOREIGN KEY (mail) REFERENCES mail (id)
);
COMMENT ON TABLE series_patch IS 'Which mails make a series; a mail is part of one series at most.';

CREATE TABLE harvested_trailer (
  series         BIGINT       NOT NULL COMMENT 'The series it was given to',
  message_id     VARCHAR(998) NOT NULL COMMENT 'The reply or cover it stands in',
  place          INTEGER      NOT NULL COMMENT 'Order among the rows of that mail, from 0',
  trailer_key    VARCHAR      NOT NULL COMMENT 'As spelled, such as Reviewed-by',
  content        VARCHAR      NOT NULL COMMENT 'What follows the colon',
  person_name    VARCHAR      COMMENT 'Name read in it',
  person_address VARCHAR      COMMENT 'Address read in it',
  parts          VARCHAR      NOT NULL COMMENT 'Numbers of the parts it was given to, as 1 3-5; nothing when none was found',
  standing       VARCHAR(10)  NOT NULL COMMENT 'accepted; refused: it names another than its sender; uncounted: it only reads like a trailer',
  reason         VARCHAR(20)  COMMENT 'Why it is not accepted; empty when it is',
  CONSTRAINT harvested_trailer_pk PRIMARY KEY (series, message_id, place),
  CONSTRAINT harvested_trailer_series FOREIGN KEY (series) REFERENCES series (id),
  CONSTRAINT harvested_trailer_standing CHECK (standing IN ('accepted', 'refused', 'uncounted')),
  CONSTRAINT harvested_trailer_reason CHECK ((standing = 'accepted') = (reason IS NULL))
);
COMMENT ON TABLE harvested_trailer IS 'Trailers that people gave in replies and covers, and lines that read like one, with the reason why they do not count.';

-- What was judged -------------------------------------------------------------------------------------------------

CREATE TABLE policy_profile (
  profile     VARCHAR(80) NOT NULL COMMENT 'Name, PROJECT/VERSION',
  sha256      VARCHAR(64) NOT NULL COMMENT 'SHA-256 over its files',
  content_sha256 VARCHAR(64) NOT NULL COMMENT 'SHA-256 over what it and its evidence table say, without comments, status and period; while it stays, the name stands for one text',
  valid_from  TIMESTAMP(9) WITH TIME ZONE COMMENT 'First instant it judges; empty: from the beginning',
  valid_until TIMESTAMP(9) WITH TIME ZONE COMMENT 'First instant it no longer judges; empty: open',
  stance      VARCHAR(20) NOT NULL COMMENT 'What the document says of generated content: forbid, restrict, disclose, silent',
  exceptions  VARCHAR(20) NOT NULL COMMENT 'How an exception comes about: none, case-by-case, listed, named-granter',
  first_used  TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When it first judged a series here',
  CONSTRAINT policy_profile_pk PRIMARY KEY (profile, sha256)
);
COMMENT ON TABLE policy_profile IS 'Every version of the written policy that judged something, as it was then.';

CREATE TABLE policy_exception (
  profile           VARCHAR(80)  NOT NULL COMMENT 'Version of the policy that lists it',
  content_sha256    VARCHAR(64)  NOT NULL COMMENT 'Of that version, as in policy_profile',
  exception         VARCHAR(60)  NOT NULL COMMENT 'Its name in the profile file',
  kind              VARCHAR(10)  NOT NULL COMMENT 'scenario, tool, model',
  title             VARCHAR      NOT NULL COMMENT 'Its title in the document',
  document          VARCHAR      COMMENT 'The document that lists it',
  commit_id         VARCHAR      COMMENT 'The commit that added it there',
  anchor            VARCHAR      COMMENT 'Where in the document it stands',
  discussion        VARCHAR      COMMENT 'Message-ID of the thread in which it was discussed',
  valid_from        TIMESTAMP(9) WITH TIME ZONE COMMENT 'First instant it is in force; empty: from the beginning',
  valid_until       TIMESTAMP(9) WITH TIME ZONE COMMENT 'First instant it no longer is; empty: open',
  paths             VARCHAR      NOT NULL COMMENT 'Condition: every changed file matches one of these; nothing: any file',
  excluded_paths    VARCHAR      NOT NULL COMMENT 'Condition: no changed file matches one of these',
  max_changed_lines INTEGER      COMMENT 'Condition: no more lines than these are changed',
  required_words    VARCHAR      NOT NULL COMMENT 'Condition: each of these stands in the message',
  separate_patch    BOOLEAN      NOT NULL COMMENT 'Condition: it is claimed in the patch it is for; that nothing else is in it is for people to see',
  added_by          VARCHAR      COMMENT 'Who added it to the profile',
  added_at          TIMESTAMP(9) WITH TIME ZONE COMMENT 'And when',
  reason            VARCHAR      COMMENT 'And why',
  recorded_at       TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When the daemon first read it',
  CONSTRAINT policy_exception_pk PRIMARY KEY (profile, content_sha256, exception),
  CONSTRAINT policy_exception_kind CHECK (kind IN ('scenario', 'tool', 'model'))
);
COMMENT ON TABLE policy_exception IS 'Exceptions as the profile files list them. Nothing in a mail can add one.';

CREATE TABLE judgement (
  id             BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL COMMENT 'Number of the row',
  series         BIGINT      NOT NULL COMMENT 'What was judged',
  profile        VARCHAR(80) NOT NULL COMMENT 'By which version of the policy',
  profile_sha256 VARCHAR(64) NOT NULL COMMENT 'And which bytes of it',
  judging_date   TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'Date of the mail that chose the version',
  reason         VARCHAR(20) NOT NULL COMMENT 'Why it was judged: first, ripe, later-part; re-evaluation: people answered; shadow: by a profile beside the one in force, and for nobody to see',
  scope          VARCHAR(10) NOT NULL COMMENT 'Whose tree it is for: ours, foreign, unclear',
  parts_seen     INTEGER     NOT NULL COMMENT 'Parts that had come',
  parts_total    INTEGER     NOT NULL COMMENT 'Parts it is said to have',
  input_sha256   VARCHAR(64) NOT NULL COMMENT 'SHA-256 over the hashes of its mails, in order of the parts',
  engine         VARCHAR(60) NOT NULL COMMENT 'Version of the program',
  evidence_table VARCHAR(60) NOT NULL COMMENT 'Table that told what discloses a tool, by its name',
  maintainers_sha256 VARCHAR(64) COMMENT 'SHA-256 over the MAINTAINERS file; empty when none was known',
  speaks         BOOLEAN     NOT NULL COMMENT 'A finding may be told in public',
  decision       VARCHAR(10) NOT NULL COMMENT 'reply or silent',
  cause          VARCHAR(60) COMMENT 'Why nothing was said; empty when a reply was made',
  proof          VARCHAR(998) COMMENT 'Message-ID that shows the cause',
  supersedes     BIGINT      COMMENT 'The older judgement that this one replaces; of a shadow the older one by that profile',
  beside         BIGINT      COMMENT 'Of a shadow the judgement that stood then, to which it is compared; empty when there was none',
  differs        BOOLEAN     COMMENT 'Of a shadow: that one does not find the same, by rule, severity and mail; empty for all others',
  judged_at      TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When it was made',
  CONSTRAINT judgement_pk PRIMARY KEY (id),
  CONSTRAINT judgement_series FOREIGN KEY (series) REFERENCES series (id),
  CONSTRAINT judgement_profile FOREIGN KEY (profile, profile_sha256) REFERENCES policy_profile (profile, sha256),
  CONSTRAINT judgement_supersedes FOREIGN KEY (supersedes) REFERENCES judgement (id),
  CONSTRAINT judgement_superseded_once UNIQUE (supersedes),
  CONSTRAINT judgement_beside FOREIGN KEY (beside) REFERENCES judgement (id),
  CONSTRAINT judgement_reason CHECK (reason IN ('first', 'ripe', 'later-part', 're-evaluation', 'shadow')),
  CONSTRAINT judgement_beside_another CHECK (beside IS NULL OR reason = 'shadow'),
  CONSTRAINT judgement_differs_in_the_shadow CHECK ((differs IS NOT NULL) = (reason = 'shadow')),
  CONSTRAINT judgement_only_first_and_ripe_speak CHECK (decision = 'silent' OR reason IN ('first', 'ripe')),
  CONSTRAINT judgement_scope CHECK (scope IN ('ours', 'foreign', 'unclear')),
  CONSTRAINT judgement_decision CHECK (decision IN ('reply', 'silent')),
  CONSTRAINT judgement_silence_has_a_cause CHECK ((cause IS NOT NULL) = (decision = 'silent'))
);
COMMENT ON TABLE judgement IS 'What one version of the policy says of one series, and what followed. Never changed; judging again adds a row.';
CREATE INDEX judgement_by_time ON judgement (reason, judged_at);
CREATE INDEX judgement_by_difference ON judgement (differs, judged_at);

CREATE TABLE finding (
  judgement   BIGINT      NOT NULL COMMENT 'The judgement',
  place       INTEGER     NOT NULL COMMENT 'Order in it, from 0',
  rule        VARCHAR(60) NOT NULL COMMENT 'Name of the rule',
  severity    VARCHAR(10) NOT NULL COMMENT 'violation, warning, info',
  weight      VARCHAR(10) NOT NULL COMMENT 'What the list does with it: reply, record',
  spoken      BOOLEAN     NOT NULL COMMENT 'It may stand in a mail',
  message_id  VARCHAR(998) COMMENT 'The mail it is about; empty when it is about the series',
  part        INTEGER     COMMENT 'Number of that part; 0 is the cover',
  evidence    VARCHAR     NOT NULL COMMENT 'The line in question, shortened; nothing when something is absent',
  trailer_key VARCHAR     NOT NULL COMMENT 'Trailer it is about, as the policy spells it; nothing when it has none',
  note        VARCHAR     NOT NULL COMMENT 'What else was seen, for admins; dismissed-before and rule-demoted say why it is recorded only',
  change_sha256 VARCHAR(64) COMMENT 'Hash of what it is about: equal for the same patch in another version; of a finding about the series over all its patches. A dismissal holds for it',
  CONSTRAINT finding_pk PRIMARY KEY (judgement, place),
  CONSTRAINT finding_judgement FOREIGN KEY (judgement) REFERENCES judgement (id),
  CONSTRAINT finding_severity CHECK (severity IN ('violation', 'warning', 'info')),
  CONSTRAINT finding_weight CHECK (weight IN ('reply', 'record', 'off'))
);
COMMENT ON TABLE finding IS 'Facts of a series that the policy speaks about.';
CREATE INDEX finding_by_rule ON finding (rule);

CREATE TABLE dismissal (
  judgement     BIGINT       NOT NULL COMMENT 'Judgement of the finding',
  place         INTEGER      NOT NULL COMMENT 'And its place',
  list          VARCHAR(200) NOT NULL COMMENT 'List it was found on',
  rule          VARCHAR(60)  NOT NULL COMMENT 'Its rule',
  change_sha256 VARCHAR(64)  NOT NULL COMMENT 'Hash of what it is about; what the rule finds there again is not told',
  kind          VARCHAR(20)  NOT NULL COMMENT 'false-positive: the rule was wrong; override: it was right, and the list lets it pass; settled: people have dealt with it',
  actor         VARCHAR(200) NOT NULL COMMENT 'Admin who says so',
  reason        VARCHAR      NOT NULL COMMENT 'And why',
  proof         VARCHAR(998) COMMENT 'Message-ID that shows it; empty when none was named',
  dismissed_at  TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When',
  CONSTRAINT dismissal_pk PRIMARY KEY (judgement, place),
  CONSTRAINT dismissal_finding FOREIGN KEY (judgement, place) REFERENCES finding (judgement, place),
  CONSTRAINT dismissal_once UNIQUE (list, rule, change_sha256),
  CONSTRAINT dismissal_kind CHECK (kind IN ('false-positive', 'override', 'settled'))
);
COMMENT ON TABLE dismissal IS 'Findings that an admin set aside. The finding stays; rows are added and never changed.';

CREATE TABLE rule_demotion (
  id          BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL COMMENT 'Number of the row',
  list        VARCHAR(200) NOT NULL COMMENT 'On which list',
  rule        VARCHAR(60)  NOT NULL COMMENT 'Which rule records only',
  cause       VARCHAR(20)  NOT NULL COMMENT 'false-positives: so many of a month; precision: too few of its last findings were right',
  said        VARCHAR      NOT NULL COMMENT 'The same with its figures',
  demoted_at  TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When',
  restored_at TIMESTAMP(9) WITH TIME ZONE COMMENT 'When an admin let it speak again; empty while it records only',
  holds       VARCHAR(60)  COMMENT 'The rule while it records only, empty later: so it is demoted once at most on a list',
  CONSTRAINT rule_demotion_pk PRIMARY KEY (id),
  CONSTRAINT rule_demotion_holds_once UNIQUE (list, holds),
  CONSTRAINT rule_demotion_holds_until_restored CHECK ((holds IS NULL) = (restored_at IS NOT NULL)),
  CONSTRAINT rule_demotion_holds_its_rule CHECK (holds IS NULL OR holds = rule),
  CONSTRAINT rule_demotion_cause CHECK (cause IN ('false-positives', 'precision'))
);
COMMENT ON TABLE rule_demotion IS 'Each time a rule was wrong too often on a list and lost its voice there; an admin gives it back, never time.';

CREATE TABLE skipped_rule (
  judgement BIGINT      NOT NULL COMMENT 'The judgement',
  rule      VARCHAR(60) NOT NULL COMMENT 'Name of the rule',
  reason    VARCHAR     NOT NULL COMMENT 'Why it could not run',
  CONSTRAINT skipped_rule_pk PRIMARY KEY (judgement, rule),
  CONSTRAINT skipped_rule_judgement FOREIGN KEY (judgement) REFERENCES judgement (id)
);
COMMENT ON TABLE skipped_rule IS 'Rules that could not run; what they look for is unknown, not absent.';

CREATE TABLE exception_claim (
  judgement             BIGINT       NOT NULL COMMENT 'The judgement',
  place                 INTEGER      NOT NULL COMMENT 'Order in it, from 0',
  message_id            VARCHAR(998) NOT NULL COMMENT 'The mail that claims it',
  line                  VARCHAR      NOT NULL COMMENT 'As written',
  form                  VARCHAR(10)  NOT NULL COMMENT 'trailer or prose',
  granter_name          VARCHAR      COMMENT 'Who is said to have granted it',
  granter_address       VARCHAR      COMMENT 'With which address',
  named_exception       VARCHAR(60)  COMMENT 'Entry of the register that it names; empty when it names none',
  granter_is_author     BOOLEAN      NOT NULL COMMENT 'That is the author of the patch',
  granter_is_sender     BOOLEAN      NOT NULL COMMENT 'That is who posted the patch',
  granter_is_maintainer VARCHAR      NOT NULL COMMENT 'Whether that is a maintainer of the files: yes, no, or why it cannot be told',
  maintainer_sections   VARCHAR      NOT NULL COMMENT 'Sections of MAINTAINERS that say so',
  maintainers_sha256    VARCHAR(64)  COMMENT 'SHA-256 over that file; empty when none was known',
  confirming_id         VARCHAR(998) COMMENT 'The granter''s own mail that says the same, proven or not; empty when none was seen',
  authentication        VARCHAR      COMMENT 'What is known of the sender of that mail',
  outcome               VARCHAR(20)  NOT NULL COMMENT 'What the policy made of it: confirmed, granted, listed, unconfirmed, not-maintainer, self, conditions-failed, expired, unlisted, unsupported, stored',
  note                  VARCHAR      NOT NULL COMMENT 'What else was seen, for admins',
  profile               VARCHAR(80)  NOT NULL COMMENT 'Version of the policy that said so',
  follows_judgement     BIGINT       COMMENT 'The older row of the same claim; empty for the first',
  follows_place         INTEGER      COMMENT 'And its place',
  recorded_at           TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When it was read',
  CONSTRAINT exception_claim_pk PRIMARY KEY (judgement, place),
  CONSTRAINT exception_claim_judgement FOREIGN KEY (judgement) REFERENCES judgement (id),
  CONSTRAINT exception_claim_form CHECK (form IN ('trailer', 'prose')),
  CONSTRAINT exception_claim_follows FOREIGN KEY (follows_judgement, follows_place)
    REFERENCES exception_claim (judgement, place),
  CONSTRAINT exception_claim_outcome CHECK (outcome IN ('confirmed', 'granted', 'listed', 'unconfirmed', 'not-maintainer',
                                                        'self', 'conditions-failed', 'expired', 'unlisted',
                                                        'unsupported', 'stored'))
);
COMMENT ON TABLE exception_claim IS 'Every line or sentence that claims an exception. A claim proves nothing by itself.';

CREATE TABLE exception_reliance (
  judgement   BIGINT       NOT NULL COMMENT 'The judgement',
  place       INTEGER      NOT NULL COMMENT 'Place of the claim in it',
  message_id  VARCHAR(998) NOT NULL COMMENT 'The mail that claims it',
  recorded_at TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When it was relied on',
  CONSTRAINT exception_reliance_pk PRIMARY KEY (judgement, place),
  CONSTRAINT exception_reliance_claim FOREIGN KEY (judgement, place) REFERENCES exception_claim (judgement, place)
);
COMMENT ON TABLE exception_reliance IS 'Claims that lowered the severity of a disclosure. It does not say that a person confirmed them.';

CREATE TABLE exception_confirmation (
  judgement      BIGINT       NOT NULL COMMENT 'The judgement',
  place          INTEGER      NOT NULL COMMENT 'Place of the claim in it',
  message_id     VARCHAR(998) NOT NULL COMMENT 'The granter''s own mail',
  line           VARCHAR      NOT NULL COMMENT 'What it says, as written',
  authentication VARCHAR      NOT NULL COMMENT 'How the sender of that mail is known',
  recorded_at    TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When it was seen',
  CONSTRAINT exception_confirmation_pk PRIMARY KEY (judgement, place),
  CONSTRAINT exception_confirmation_claim FOREIGN KEY (judgement, place) REFERENCES exception_claim (judgement, place)
);
COMMENT ON TABLE exception_confirmation IS 'Claims that the person named confirmed by an own mail. It does not say that the policy lets them count.';

CREATE TABLE given_tag (
  series              BIGINT       NOT NULL COMMENT 'The series it was given to',
  message_id          VARCHAR(998) NOT NULL COMMENT 'The mail that gives it',
  posting             VARCHAR(998) NOT NULL COMMENT 'The part that this mail answers',
  trailer_key         VARCHAR      NOT NULL COMMENT 'Reviewed-by, Acked-by, Tested-by or Signed-off-by, as spelled',
  line                VARCHAR      NOT NULL COMMENT 'As written',
  person_name         VARCHAR      COMMENT 'Whom it names',
  person_address      VARCHAR      COMMENT 'With which address',
  sender_is_person    BOOLEAN      NOT NULL COMMENT 'That is who sent the mail',
  is_maintainer       VARCHAR      NOT NULL COMMENT 'Whether that is an M: of the files: yes, no, or why it cannot be told',
  maintainer_sections VARCHAR      NOT NULL COMMENT 'Sections of MAINTAINERS that say so',
  is_author           BOOLEAN      NOT NULL COMMENT 'That is the author of the patch',
  given_at            TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When the mail arrived',
  recorded_at         TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When it was recorded',
  CONSTRAINT given_tag_pk PRIMARY KEY (series, message_id, posting, line),
  CONSTRAINT given_tag_series FOREIGN KEY (series) REFERENCES series (id)
);
COMMENT ON TABLE given_tag IS 'Tags that people gave by mail to a series which discloses a tool, whatever the policy makes of them.';

-- What is said ----------------------------------------------------------------------------------------------------

CREATE TABLE reply (
  id             BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL COMMENT 'Number of the row',
  report         VARCHAR(40)  NOT NULL COMMENT 'Its short name, T- and ten characters; it stands in the mail',
  message_id     VARCHAR(998) NOT NULL COMMENT 'Message-ID of our mail',
  list           VARCHAR(200) NOT NULL COMMENT 'List it goes to',
  root           VARCHAR(998) NOT NULL COMMENT 'Root of the series when it was composed',
  version        INTEGER      NOT NULL COMMENT 'Version of the series',
  kind           VARCHAR(10)  NOT NULL COMMENT 'reply; shadow: the copy of one that admins get in mode shadow',
  judgement      BIGINT       COMMENT 'Why it was made; empty for a row rebuilt from the send journal',
  anchor         VARCHAR(998) NOT NULL COMMENT 'Message-ID of the mail it answers',
  anchor_arrival TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When that mail arrived',
  mode           VARCHAR(10)  NOT NULL COMMENT 'Mode of the list when it was made: record, dry-run, shadow, approve, live; journal for a rebuilt row',
  state          VARCHAR(12)  NOT NULL COMMENT 'RECORDED, WRITTEN, WAITING, READY, SENDING, SENT, SEEN, UNKNOWN, HELD, FAILED, SUPPRESSED, EXPIRED, DISCARDED',
  raw            BLOB         COMMENT 'The mail, byte for byte; empty for a rebuilt row',
  sha256         VARCHAR(64)  NOT NULL COMMENT 'SHA-256 over these bytes',
  sender         VARCHAR      NOT NULL COMMENT 'Address in its envelope',
  recipients     VARCHAR      NOT NULL COMMENT 'Addresses it goes to, one a line',
  attempts       INTEGER      NOT NULL COMMENT 'How often sending was begun',
  next_at        TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When a READY row is due',
  server_line    VARCHAR      NOT NULL COMMENT 'What the server said last',
  reason         VARCHAR      NOT NULL COMMENT 'Why it is in this state; nothing when the state explains itself',
  proof          VARCHAR(998) COMMENT 'Message-ID that shows it',
  composed_at    TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'Its Date',
  changed_at     TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When it came into this state',
  released_at    TIMESTAMP(9) WITH TIME ZONE COMMENT 'When an admin had a HELD one sent all the same; its age does not count from then on',
  CONSTRAINT reply_pk PRIMARY KEY (id),
  CONSTRAINT reply_once_per_version UNIQUE (list, root, version, kind),
  CONSTRAINT reply_message_id_once UNIQUE (message_id),
  CONSTRAINT reply_report_once UNIQUE (report),
  CONSTRAINT reply_judgement FOREIGN KEY (judgement) REFERENCES judgement (id),
  CONSTRAINT reply_kind CHECK (kind IN ('reply', 'shadow')),
  CONSTRAINT reply_mode CHECK (mode IN ('record', 'dry-run', 'shadow', 'approve', 'live', 'journal')),
  CONSTRAINT reply_state CHECK (state IN ('RECORDED', 'WRITTEN', 'WAITING', 'READY', 'SENDING', 'SENT', 'SEEN', 'UNKNOWN',
                                            'HELD', 'FAILED', 'SUPPRESSED', 'EXPIRED', 'DISCARDED')),
  CONSTRAINT reply_quiet_modes_stay_here CHECK (mode IN ('approve', 'live', 'journal')
        OR kind = 'shadow' AND mode = 'shadow' OR state NOT IN ('READY', 'SENDING')),
  CONSTRAINT reply_waits_in_mode_approve CHECK (state <> 'WAITING' OR mode = 'approve'),
  CONSTRAINT reply_sends_bytes CHECK (raw IS NOT NULL OR state NOT IN ('READY', 'SENDING'))
);
COMMENT ON TABLE reply IS 'Every mail of ours, whether it left or not. A row is never removed, so a series never gets a second one.';
CREATE INDEX reply_by_state ON reply (state, next_at);
CREATE INDEX reply_by_anchor ON reply (list, anchor);

CREATE TABLE reply_covers (
  reply      BIGINT       NOT NULL COMMENT 'The reply',
  list       VARCHAR(200) NOT NULL COMMENT 'Its list',
  message_id VARCHAR(998) NOT NULL COMMENT 'A part of the series it speaks of',
  kind       VARCHAR(10)  NOT NULL COMMENT 'Kind of the reply',
  CONSTRAINT reply_covers_pk PRIMARY KEY (reply, message_id),
  CONSTRAINT reply_covers_once UNIQUE (list, message_id, kind),
  CONSTRAINT reply_covers_reply FOREIGN KEY (reply) REFERENCES reply (id)
);
COMMENT ON TABLE reply_covers IS 'Which mails a reply speaks of; none is spoken of twice.';

CREATE TABLE fallen_finding (
  reply   BIGINT      NOT NULL COMMENT 'The reply that was composed anew without it',
  place   INTEGER     NOT NULL COMMENT 'Place of the finding in the judgement of the reply',
  reason  VARCHAR(20) NOT NULL COMMENT 'Why it is not told: author-settled, already-raised, closed-by-admin, no-longer-public',
  proof   VARCHAR(998) COMMENT 'Message-ID that shows it',
  fell_at TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When',
  CONSTRAINT fallen_finding_pk PRIMARY KEY (reply, place),
  CONSTRAINT fallen_finding_reply FOREIGN KEY (reply) REFERENCES reply (id),
  CONSTRAINT fallen_finding_reason CHECK (reason IN ('author-settled', 'already-raised', 'closed-by-admin',
                                                     'no-longer-public'))
);
COMMENT ON TABLE fallen_finding IS 'What a reply would have told, and does not: it fell away between the judgement and the mail.';

CREATE TABLE reply_attempt (
  reply       BIGINT      NOT NULL COMMENT 'The reply',
  attempt     INTEGER     NOT NULL COMMENT 'Count, from 1',
  started_at  TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When sending was begun',
  ended_at    TIMESTAMP(9) WITH TIME ZONE COMMENT 'When its outcome was known',
  outcome     VARCHAR(12) COMMENT 'State it led to; empty while it lasts',
  server_line VARCHAR     COMMENT 'What the server said',
  CONSTRAINT reply_attempt_pk PRIMARY KEY (reply, attempt),
  CONSTRAINT reply_attempt_reply FOREIGN KEY (reply) REFERENCES reply (id)
);
COMMENT ON TABLE reply_attempt IS 'Each time sending was begun, and what came of it.';
CREATE INDEX reply_attempt_by_time ON reply_attempt (started_at);

CREATE TABLE reply_wait (
  reply    BIGINT      NOT NULL COMMENT 'The reply',
  reason   VARCHAR(60) NOT NULL COMMENT 'What it waited for: a cap, a breaker, STOP, earlier replies to come back',
  first_at TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When it was first found waiting for that',
  last_at  TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When it was last found so',
  CONSTRAINT reply_wait_pk PRIMARY KEY (reply, reason),
  CONSTRAINT reply_wait_reply FOREIGN KEY (reply) REFERENCES reply (id)
);
COMMENT ON TABLE reply_wait IS 'What kept a reply from leaving when it was due.';

CREATE TABLE bounce_folder (
  account      VARCHAR(200) NOT NULL COMMENT 'Account in conf that can read the folder',
  folder       VARCHAR      NOT NULL COMMENT 'Name of the folder on the server',
  uid_validity BIGINT       NOT NULL COMMENT 'The server''s UIDVALIDITY; when it changes, all UIDs mean something else and a new row begins',
  next_uid     BIGINT       NOT NULL COMMENT 'Cursor: each UID below it has its row in bounce, or did not exist when we looked',
  trying       BIGINT       COMMENT 'UID of the mail whose reading was begun last',
  attempts     INTEGER      DEFAULT 0 NOT NULL COMMENT 'How often that was begun; more than twice: the process died of it',
  CONSTRAINT bounce_folder_pk PRIMARY KEY (account, folder, uid_validity)
);
COMMENT ON TABLE bounce_folder IS 'How far the folder of bounces has been read.';

CREATE TABLE bounce (
  id           BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL COMMENT 'Number of the row',
  account      VARCHAR(200) NOT NULL COMMENT 'Account of its folder',
  folder       VARCHAR      NOT NULL COMMENT 'Folder it lies in',
  uid_validity BIGINT       NOT NULL COMMENT 'UIDVALIDITY of the folder',
  uid          BIGINT       NOT NULL COMMENT 'Its UID there',
  sha256       VARCHAR(64)  NOT NULL COMMENT 'SHA-256 over the raw bytes that were read',
  raw          BLOB         COMMENT 'These bytes, deflated (zlib), for thirty days',
  arrival      TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When it arrived, as the server says',
  recorded_at  TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When it was read',
  verdict      VARCHAR(20)  NOT NULL COMMENT 'author, list: it failed for good for that one; else why it does not count: no-tag, unknown-report, not-a-report, not-failed, other-recipient, unreadable',
  report       VARCHAR(40)  COMMENT 'Our mail that came back; empty when the tag does not verify',
  list         VARCHAR(200) COMMENT 'List of that mail',
  address      VARCHAR(254) COMMENT 'Whom it did not reach, in lower case',
  status       VARCHAR(40)  COMMENT 'Status the server gave',
  CONSTRAINT bounce_pk PRIMARY KEY (id),
  CONSTRAINT bounce_once UNIQUE (account, folder, uid_validity, uid),
  CONSTRAINT bounce_verdict CHECK (verdict IN ('author', 'list', 'no-tag', 'unknown-report', 'not-a-report', 'not-failed',
                                               'other-recipient', 'unreadable'))
);
COMMENT ON TABLE bounce IS 'Every mail in the folder of bounces, and what was made of it; none is ever answered.';
CREATE INDEX bounce_by_address ON bounce (address);

CREATE TABLE dead_address (
  address    VARCHAR(254) NOT NULL COMMENT 'In lower case',
  died_at    TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When the second of two mails of ours had failed for good; it gets none since',
  revived_at TIMESTAMP(9) WITH TIME ZONE COMMENT 'When an admin said that it may get mail again; empty while it gets none',
  CONSTRAINT dead_address_pk PRIMARY KEY (address)
);
COMMENT ON TABLE dead_address IS 'Authors who cannot be reached; replies to their series go to the list alone.';

CREATE TABLE nocopy (
  address    VARCHAR(254) NOT NULL COMMENT 'In lower case',
  set_at     TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When an admin said that it wants no mail of ours',
  cleared_at TIMESTAMP(9) WITH TIME ZONE COMMENT 'When an admin took that back; empty while it holds',
  CONSTRAINT nocopy_pk PRIMARY KEY (address)
);
COMMENT ON TABLE nocopy IS 'Authors who want no copy; replies to their series go to the list alone.';

CREATE TABLE breaker (
  id         BIGINT GENERATED ALWAYS AS IDENTITY NOT NULL COMMENT 'Number of the row',
  list       VARCHAR(200) NOT NULL COMMENT 'List whose mail it holds; * for all lists',
  cause      VARCHAR(60)  NOT NULL COMMENT 'What tripped it, a stable word',
  said       VARCHAR      NOT NULL COMMENT 'The same with its figures',
  tripped_at TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When',
  resumed_at TIMESTAMP(9) WITH TIME ZONE COMMENT 'When an admin resumed; empty while it holds',
  holds      VARCHAR(200) COMMENT 'The list while it holds, empty later: so a list has one at most that does',
  CONSTRAINT breaker_pk PRIMARY KEY (id),
  CONSTRAINT breaker_holds_once UNIQUE (holds),
  CONSTRAINT breaker_holds_until_resumed CHECK ((holds IS NULL) = (resumed_at IS NOT NULL)),
  CONSTRAINT breaker_holds_its_list CHECK (holds IS NULL OR holds = list)
);
COMMENT ON TABLE breaker IS 'Each time sending was broken off by itself; it goes on when an admin says so, never by itself.';

CREATE TABLE alert (
  alarm    VARCHAR(20)  NOT NULL COMMENT 'Why a person is needed, a stable word',
  about    VARCHAR(400) NOT NULL COMMENT 'Of which list, reply, folder; nothing when it is the daemon itself',
  said     VARCHAR      NOT NULL COMMENT 'What happened and what to do, a line each, as the newest event says',
  times    INTEGER      NOT NULL COMMENT 'How often since it was last told',
  first_at TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When it began',
  last_at  TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When it last happened',
  told_at  TIMESTAMP(9) WITH TIME ZONE COMMENT 'When a mail to admins told it; empty while none did',
  CONSTRAINT alert_pk PRIMARY KEY (alarm, about)
);
COMMENT ON TABLE alert IS 'What admins should be told; rows of the last ninety days.';

CREATE TABLE admin_mail (
  message_id  VARCHAR(998) NOT NULL COMMENT 'Message-ID of the mail',
  kind        VARCHAR(10)  NOT NULL COMMENT 'ALERT or DIGEST',
  topic       VARCHAR(40)  NOT NULL COMMENT 'Of an alert its alarm, of a digest the day or week it was made in',
  state       VARCHAR(10)  NOT NULL COMMENT 'SENDING; READY: put off by the server; SENT; REFUSED; DOUBTFUL: nobody knows whether it left, and it is not tried again',
  raw         BLOB         NOT NULL COMMENT 'The mail, byte for byte',
  sender      VARCHAR      NOT NULL COMMENT 'Address in its envelope',
  recipients  VARCHAR      NOT NULL COMMENT 'Admins it goes to, one a line',
  attempts    INTEGER      NOT NULL COMMENT 'How often sending was begun since the server last put it off',
  made_at     TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'Its Date',
  next_at     TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When one that was put off is due',
  server_line VARCHAR      NOT NULL COMMENT 'What the server said last',
  CONSTRAINT admin_mail_pk PRIMARY KEY (message_id),
  CONSTRAINT admin_mail_kind CHECK (kind IN ('ALERT', 'DIGEST')),
  CONSTRAINT admin_mail_state CHECK (state IN ('SENDING', 'READY', 'SENT', 'REFUSED', 'DOUBTFUL'))
);
COMMENT ON TABLE admin_mail IS 'Mails to admins, which no list ever gets; alerts of the last ninety days, and all digests.';
CREATE INDEX admin_mail_by_state ON admin_mail (state, next_at);

-- What was done ---------------------------------------------------------------------------------------------------

CREATE TABLE audit (
  number         BIGINT       NOT NULL COMMENT 'Place in the chain, from 1, without gaps',
  noted_at       TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When',
  actor          VARCHAR(200) NOT NULL COMMENT 'Who: daemon, or an admin''s user name',
  action         VARCHAR(60)  NOT NULL COMMENT 'What was done, a stable word',
  object_kind    VARCHAR(60)  NOT NULL COMMENT 'To what sort of thing',
  object_id      VARCHAR      NOT NULL COMMENT 'And to which',
  list           VARCHAR(200) NOT NULL COMMENT 'On which list; nothing when on none',
  profile        VARCHAR(80)  NOT NULL COMMENT 'Policy that was applied; nothing when none was',
  profile_sha256 VARCHAR(64)  NOT NULL COMMENT 'And which bytes of it',
  input_sha256   VARCHAR(64)  NOT NULL COMMENT 'Hash over the mails judged, or over the files of conf that were read',
  reply_sha256   VARCHAR(64)  NOT NULL COMMENT 'Hash over the bytes of our mail',
  reason         VARCHAR      NOT NULL COMMENT 'Why, a stable word; nothing when the action explains itself',
  proof          VARCHAR(998) NOT NULL COMMENT 'Message-ID that shows it',
  payload_sha256 VARCHAR(64)  NOT NULL COMMENT 'Key of the free text in audit_text; nothing when there is none',
  prev_hash      VARCHAR(64)  NOT NULL COMMENT 'row_hash of the row before',
  row_hash       VARCHAR(64)  NOT NULL COMMENT 'SHA-256 over prev_hash and all other columns: a changed row breaks the chain',
  CONSTRAINT audit_pk PRIMARY KEY (number),
  CONSTRAINT audit_chain_does_not_fork UNIQUE (prev_hash),
  CONSTRAINT audit_number CHECK (number >= 1)
);
COMMENT ON TABLE audit IS 'Everything that was done, in order. Rows are added and never changed; the daemon''s user cannot.';
CREATE INDEX audit_by_object ON audit (object_kind, object_id);
CREATE INDEX audit_by_actor ON audit (actor);

CREATE TABLE in_force (
  kind    VARCHAR(10)  NOT NULL COMMENT 'CONF: all files of conf; KEY: the key of our Message-IDs; PROFILE: a version of a policy; POLICY: the policy a list follows; WEIGHT: what a list does with the findings of a rule',
  list    VARCHAR(200) NOT NULL COMMENT 'On which list; nothing when on none',
  object  VARCHAR(200) NOT NULL COMMENT 'Which profile or rule; nothing where there is but one',
  content VARCHAR(300) NOT NULL COMMENT 'Its hash, fingerprint or word',
  since   TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When the daemon first read it so',
  CONSTRAINT in_force_pk PRIMARY KEY (kind, list, object),
  CONSTRAINT in_force_kind CHECK (kind IN ('CONF', 'KEY', 'PROFILE', 'POLICY', 'WEIGHT'))
);
COMMENT ON TABLE in_force IS 'What conf and the key said when the daemon last read them; what changes in it is noted in the audit.';

CREATE TABLE fit_words (
  fingerprint VARCHAR(64) NOT NULL COMMENT 'SHA-256 over the program, the sender, the lists that may speak, their rules and their profiles with all words',
  found_at    TIMESTAMP(9) WITH TIME ZONE NOT NULL COMMENT 'When every mail they could make was made and found fit',
  CONSTRAINT fit_words_pk PRIMARY KEY (fingerprint)
);
COMMENT ON TABLE fit_words IS 'What the last start tried before it let a list speak. The next one with the same does not try it again.';

CREATE TABLE audit_text (
  sha256  VARCHAR(64) NOT NULL COMMENT 'SHA-256 over salt and text',
  salt    VARCHAR(32) NOT NULL COMMENT 'Random, so that a guess at an erased text cannot be checked',
  content VARCHAR  NOT NULL COMMENT 'The text: what a server said, or why an admin acted',
  CONSTRAINT audit_text_pk PRIMARY KEY (sha256)
);
COMMENT ON TABLE audit_text IS 'Free text of the audit, apart from the chain, so that a person can be erased and the chain still verifies.';

-- Views for admins ------------------------------------------------------------------------------------------------

CREATE VIEW series_verdict AS
SELECT s.list, s.root, s.title, s.sender_name, s.sender_address, s.version, j.parts_seen, j.parts_total,
       j.profile, j.scope, j.reason AS judged_because, j.decision,
       COALESCE(j.cause, r.state) AS verdict, COALESCE(j.proof, r.proof) AS proof, r.report,
       j.judging_date, j.judged_at, s.id AS series, j.id AS judgement,
       n.reason AS again_because, n.judged_at AS again_at, n.speaks AS again_speaks,
       (SELECT LISTAGG(DISTINCT f.rule, ' ') WITHIN GROUP (ORDER BY f.rule)
          FROM finding f WHERE f.judgement = n.id AND f.spoken) AS again_finds
  FROM series s
  JOIN judgement j ON j.id = (SELECT d.id FROM judgement d WHERE d.series = s.id AND d.reason <> 'shadow'
                               ORDER BY d.decision, CASE WHEN d.reason IN ('first', 'ripe') THEN 0 ELSE 1 END, d.id DESC
                               FETCH FIRST ROW ONLY)
  LEFT JOIN reply r ON r.judgement = j.id
  LEFT JOIN judgement n ON n.id = (SELECT MAX(e.id) FROM judgement e
                                    WHERE e.series = s.id AND e.reason <> 'shadow'
                                      AND NOT EXISTS (SELECT 1 FROM judgement later WHERE later.supersedes = e.id))
                       AND n.id > j.id;
COMMENT ON VIEW series_verdict IS 'Every judged series by the judgement that decided: the state of its reply, or why it got none. again_: what the newest one found that came after it and decided nothing.';

CREATE VIEW reply_overview AS
SELECT r.report, r.list, r.state, r.mode, s.title, s.sender_name, s.sender_address, r.version, r.attempts, r.reason,
       r.server_line, r.proof, r.composed_at, r.changed_at, r.next_at, r.message_id, r.root, r.anchor
  FROM reply r
  LEFT JOIN judgement j ON j.id = r.judgement
  LEFT JOIN series s ON s.id = j.series;
COMMENT ON VIEW reply_overview IS 'Our mails, one row each: where they stand and why.';

CREATE VIEW reply_author AS
SELECT r.id AS reply, r.judgement, s.sender_key AS author
  FROM reply r
  JOIN judgement j ON j.id = r.judgement
  JOIN series s ON s.id = j.series
 WHERE s.sender_key IS NOT NULL
 UNION ALL
SELECT r.id, r.judgement, m.sender_key
  FROM reply r
  JOIN mail m ON m.list = r.list AND m.known_as = r.anchor
 WHERE r.judgement IS NULL AND m.sender_key IS NOT NULL;
COMMENT ON VIEW reply_author IS 'To whom a mail is, by the address in lower case of who posted the series; of a row rebuilt from the send journal who posted the mail it answers.';

CREATE VIEW reply_delay AS
SELECT r.report, r.list, a.author, r.state, w.reason AS waited_for, w.first_at, w.last_at, r.composed_at, r.changed_at
  FROM reply_wait w
  JOIN reply r ON r.id = w.reply
  LEFT JOIN reply_author a ON a.reply = r.id;
COMMENT ON VIEW reply_delay IS 'What kept a mail from leaving when it was due, such as a cap, from when to when.';

CREATE VIEW breaker_story AS
SELECT b.list, b.cause, b.said, b.tripped_at, b.resumed_at, b.resumed_at IS NULL AS holds
  FROM breaker b;
COMMENT ON VIEW breaker_story IS 'When sending was broken off by itself, why, and when an admin let it go on; who and why is in admin_act.';

CREATE VIEW reply_story AS
SELECT r.report, r.list, r.state, s.title, r.version, f.rule, f.severity, f.part, f.message_id AS about, f.evidence,
       f.trailer_key, f.note, j.profile, j.profile_sha256, j.judging_date, j.input_sha256, r.sha256 AS reply_sha256,
       r.anchor, r.message_id, r.composed_at, r.judgement, f.place
  FROM reply r
  LEFT JOIN judgement j ON j.id = r.judgement
  LEFT JOIN series s ON s.id = j.series
  LEFT JOIN finding f ON f.judgement = j.id AND f.spoken
                     AND NOT EXISTS (SELECT 1 FROM fallen_finding x WHERE x.reply = r.id AND x.place = f.place);
COMMENT ON VIEW reply_story IS 'Why a mail was made: each finding it tells, under which version of the policy, from which input.';

-- Not by way of series_verdict, which looks for every later judgement as well.
CREATE VIEW series_version AS
SELECT s.list, s.root, s.title, s.sender_name, s.sender_address, s.version, s.previous_root, n.root AS next_root,
       n.version AS next_version, j.decision, COALESCE(j.cause, r.state) AS verdict, r.report, j.judged_at, s.id AS series
  FROM series s
  LEFT JOIN series n ON n.list = s.list AND n.previous_root = s.root AND n.merged_into IS NULL
  LEFT JOIN judgement j ON j.id = (SELECT d.id FROM judgement d WHERE d.series = s.id AND d.reason <> 'shadow'
                                    ORDER BY d.decision, CASE WHEN d.reason IN ('first', 'ripe') THEN 0 ELSE 1 END, d.id DESC
                                    FETCH FIRST ROW ONLY)
  LEFT JOIN reply r ON r.judgement = j.id
 WHERE s.merged_into IS NULL;
COMMENT ON VIEW series_version IS 'Every posting of a work with the one before it and the one that followed, and what was said of it.';

CREATE VIEW reply_by_author AS
SELECT r.list, s.sender_key AS author, r.state, w.reason AS waited_for, COUNT(*) AS replies, MIN(r.composed_at) AS first_at,
       MAX(r.composed_at) AS last_at, MAX(DATEDIFF(SECOND, w.first_at, w.last_at)) AS longest_wait_seconds
  FROM reply r
  LEFT JOIN judgement j ON j.id = r.judgement
  LEFT JOIN series s ON s.id = j.series
  LEFT JOIN reply_wait w ON w.reply = r.id
 GROUP BY r.list, s.sender_key, r.state, w.reason;
COMMENT ON VIEW reply_by_author IS 'How many mails each author got, or would have got, by state and by what they waited for, and the longest such wait; a mail that waited for two reasons stands under both.';

CREATE VIEW findings AS
SELECT s.list, s.root, s.title, s.version, s.sender_name, s.sender_address, f.rule, f.severity, f.weight, f.spoken,
       f.part, f.message_id AS about, f.evidence, f.trailer_key, f.note, j.profile, j.reason AS judged_because,
       NOT EXISTS (SELECT 1 FROM judgement later WHERE later.supersedes = j.id) AS newest, j.judged_at, j.id AS judgement,
       f.judgement || '.' || f.place AS finding, f.place, f.spoken AND j.decision = 'reply' AS told,
       CASE WHEN f.spoken THEN r.report END AS report, d.kind AS dismissed_as, d.actor AS dismissed_by, d.dismissed_at,
       d.reason AS dismissed_because, d.proof AS dismissed_proof
  FROM finding f
  JOIN judgement j ON j.id = f.judgement
  JOIN series s ON s.id = j.series
  LEFT JOIN reply r ON r.judgement = j.id AND r.kind = 'reply'
  LEFT JOIN dismissal d ON d.list = s.list AND d.rule = f.rule AND d.change_sha256 = f.change_sha256
 WHERE j.reason <> 'shadow';
COMMENT ON VIEW findings IS 'Every finding with its series; newest is true for those of the judgement that stands, told for those that stand in the mail of that report. dismissed_: an admin set it aside, here or where the same was found in the same patch.';

-- From the replies, which are few; by way of findings every finding would be read.
CREATE VIEW rule_precision AS
SELECT f.list, f.rule, EXTRACT(YEAR FROM f.judged_at) AS in_year, EXTRACT(MONTH FROM f.judged_at) AS in_month,
       COUNT(*) AS spoken,
       COUNT(CASE WHEN f.dismissed_as = 'false-positive' THEN 1 END) AS false_positives,
       COUNT(CASE WHEN f.dismissed_as = 'override' THEN 1 END) AS overrides,
       COUNT(CASE WHEN f.dismissed_as = 'settled' THEN 1 END) AS settled_by_admin,
       COUNT(CASE WHEN f.dismissed_as IS NULL AND f.settled_next THEN 1 END) AS settled_next,
       CAST(ROUND(100.0 * COUNT(CASE WHEN COALESCE(f.dismissed_as, '') <> 'false-positive' THEN 1 END) / COUNT(*), 1)
            AS DECIMAL(4, 1)) AS percent_right
  FROM (SELECT s.list, g.rule, j.judged_at, d.kind AS dismissed_as,
               EXISTS (SELECT 1
                         FROM series n
                         JOIN judgement k ON k.series = n.id AND k.reason <> 'shadow'
                        WHERE n.list = s.list AND n.previous_root = s.root AND n.merged_into IS NULL
                          AND NOT EXISTS (SELECT 1 FROM judgement later WHERE later.supersedes = k.id)
                          AND NOT EXISTS (SELECT 1
                                            FROM finding h
                                            LEFT JOIN mail new_mail ON new_mail.list = n.list AND new_mail.known_as = h.message_id
                                            LEFT JOIN mail old_mail ON old_mail.list = s.list AND old_mail.known_as = g.message_id
                                           WHERE h.judgement = k.id AND h.rule = g.rule
                                             AND (g.message_id IS NULL OR h.part = g.part
                                                  OR new_mail.title_key = old_mail.title_key))) AS settled_next
          FROM reply r
          JOIN judgement j ON j.id = r.judgement
          JOIN series s ON s.id = j.series
          JOIN finding g ON g.judgement = j.id AND g.spoken
          LEFT JOIN dismissal d ON d.list = s.list AND d.rule = g.rule AND d.change_sha256 = g.change_sha256
         WHERE r.kind = 'reply' AND j.decision = 'reply') f
 GROUP BY f.list, f.rule, EXTRACT(YEAR FROM f.judged_at), EXTRACT(MONTH FROM f.judged_at);
COMMENT ON VIEW rule_precision IS 'How often each rule was told, by list and month (UTC), and how often it was right: findings, not mails. percent_right counts as wrong what was dismissed as a false positive. settled_next: the next version, judged, no longer has it.';

CREATE VIEW rule_standing AS
SELECT d.list, d.rule, d.cause, d.said, d.demoted_at, d.restored_at, d.holds IS NOT NULL AS holds
  FROM rule_demotion d;
COMMENT ON VIEW rule_standing IS 'When a rule lost its voice on a list, why, and when an admin gave it back; who and why is in admin_act.';

CREATE VIEW shadow_findings AS
SELECT s.list, s.root, s.title, s.version, s.sender_name, s.sender_address, f.rule, f.severity, f.part,
       f.message_id AS about, f.evidence, f.trailer_key, f.note, j.profile,
       NOT EXISTS (SELECT 1 FROM judgement later WHERE later.supersedes = j.id) AS newest, j.judged_at, j.id AS judgement
  FROM finding f
  JOIN judgement j ON j.id = f.judgement
  JOIN series s ON s.id = j.series
 WHERE j.reason = 'shadow';
COMMENT ON VIEW shadow_findings IS 'What profiles found that judge beside the one in force. None of it was ever told to anybody.';

-- What a shadow differs from was stored with it, so that only those which differ are read.
CREATE VIEW shadow_change AS
SELECT s.list, s.root, s.title, s.version, g.rule, g.severity, g.part, g.message_id AS about, g.evidence,
       j.profile AS by_profile, 'appears' AS change, j.judged_at
  FROM judgement j
  JOIN series s ON s.id = j.series
  JOIN finding g ON g.judgement = j.id
 WHERE j.differs
   AND NOT EXISTS (SELECT 1 FROM judgement later WHERE later.supersedes = j.id)
   AND NOT EXISTS (SELECT 1
                     FROM finding f
                    WHERE f.judgement = j.beside AND f.rule = g.rule AND f.severity = g.severity
                      AND COALESCE(f.message_id, '') = COALESCE(g.message_id, ''))
 UNION ALL
SELECT s.list, s.root, s.title, s.version, f.rule, f.severity, f.part, f.message_id, f.evidence, j.profile, 'vanishes',
       j.judged_at
  FROM judgement j
  JOIN series s ON s.id = j.series
  JOIN finding f ON f.judgement = j.beside
 WHERE j.differs
   AND NOT EXISTS (SELECT 1 FROM judgement later WHERE later.supersedes = j.id)
   AND NOT EXISTS (SELECT 1
                     FROM finding g
                    WHERE g.judgement = j.id AND g.rule = f.rule AND g.severity = f.severity
                      AND COALESCE(g.message_id, '') = COALESCE(f.message_id, ''));
COMMENT ON VIEW shadow_change IS 'What a profile in the shadow would have changed: findings that appear under it, and findings that vanish, held against the judgement that stood when it judged, at judged_at.';

CREATE VIEW exception_story AS
SELECT s.list, c.message_id AS claimed_in, m.subject, m.author_name, m.author_address, c.line, c.form, c.granter_name,
       c.granter_address, c.named_exception, c.granter_is_author, c.granter_is_sender, c.granter_is_maintainer,
       c.maintainer_sections, c.outcome, r.judgement IS NOT NULL AS relied_on, k.judgement IS NOT NULL AS confirmed,
       c.confirming_id, c.authentication, c.note, c.profile, s.root, s.version, c.recorded_at,
       NOT EXISTS (SELECT 1 FROM judgement later WHERE later.supersedes = j.id) AS newest, j.id AS judgement, c.place,
       c.follows_judgement
  FROM exception_claim c
  JOIN judgement j ON j.id = c.judgement
  JOIN series s ON s.id = j.series
  LEFT JOIN exception_reliance r ON r.judgement = c.judgement AND r.place = c.place
  LEFT JOIN exception_confirmation k ON k.judgement = c.judgement AND k.place = c.place
  LEFT JOIN mail m ON m.list = s.list AND m.known_as = c.message_id
 WHERE j.reason <> 'shadow';
COMMENT ON VIEW exception_story IS 'Which exceptions were claimed, for which patch, said to be granted by whom, what the policy made of them, and whether they were relied on and confirmed.';

CREATE VIEW declared_tag AS
SELECT s.list, s.root, s.title, s.version, s.sender_name, s.sender_address, t.trailer_key, t.line, t.person_name,
       t.person_address, t.sender_is_person, t.is_maintainer, t.maintainer_sections, t.is_author, t.message_id AS given_in,
       t.posting AS given_to, t.given_at, s.id AS series
  FROM given_tag t
  JOIN series s ON s.id = t.series;
COMMENT ON VIEW declared_tag IS 'Who reviewed, acked, tested or signed a series that discloses a tool, and by which mail.';

CREATE VIEW quarantine AS
SELECT m.list, m.id AS mail, m.reason, m.subject, m.sender_name, m.sender_address, m.message_id, m.size, m.arrival,
       m.quarantined_at, m.attempts
  FROM mail m
 WHERE m.state = 'QUARANTINED';
COMMENT ON VIEW quarantine IS 'Mails that could not be read. Their bytes are kept.';

CREATE VIEW robot_mail AS
SELECT m.list, m.robot AS reason, m.kind, m.sender_name, m.sender_address, m.subject, m.message_id, m.arrival, m.id AS mail
  FROM mail m
 WHERE m.robot IS NOT NULL;
COMMENT ON VIEW robot_mail IS 'Mails that no person wrote, or that are ours, and by what they are known.';

CREATE VIEW audit_log AS
SELECT a.number, a.noted_at, a.actor, a.action, a.object_kind, a.object_id, a.list, a.reason, t.content AS said, a.proof,
       a.profile
  FROM audit a
  LEFT JOIN audit_text t ON t.sha256 = a.payload_sha256;
COMMENT ON VIEW audit_log IS 'The audit as people read it, with the free text where it was not erased.';

-- Two ranges, which an index answers, where <> would read the whole audit.
CREATE VIEW admin_act AS
SELECT a.number, a.noted_at, a.actor, a.action, a.object_kind, a.object_id, a.list, a.reason, t.content AS said
  FROM audit a
  LEFT JOIN audit_text t ON t.sha256 = a.payload_sha256
 WHERE a.actor < 'daemon'
 UNION ALL
SELECT a.number, a.noted_at, a.actor, a.action, a.object_kind, a.object_id, a.list, a.reason, t.content
  FROM audit a
  LEFT JOIN audit_text t ON t.sha256 = a.payload_sha256
 WHERE a.actor > 'daemon';
COMMENT ON VIEW admin_act IS 'What people did through the verbs, and why.';

-- While there are as many rows as the newest has a number, no number is missing, and no row need be read.
CREATE VIEW audit_gap AS
SELECT a.number, a.noted_at, a.action, a.number - 1 AS missing_before
  FROM audit a
 WHERE a.number > CASE (SELECT COUNT(*) FROM audit) WHEN (SELECT MAX(number) FROM audit)
                       THEN (SELECT MAX(number) FROM audit) ELSE 1 END
   AND NOT EXISTS (SELECT 1 FROM audit b WHERE b.number = a.number - 1);
COMMENT ON VIEW audit_gap IS 'Rows of the audit before which a number is missing; empty when none is. Answers at once.';

CREATE VIEW audit_chain AS
SELECT a.number, a.noted_at, a.action, a.number - 1 AS missing_before
  FROM audit a
 WHERE a.number > 1
   AND NOT EXISTS (SELECT 1 FROM audit b WHERE b.number = a.number - 1 AND b.row_hash = a.prev_hash);
COMMENT ON VIEW audit_chain IS 'Rows of the audit whose predecessor is missing or another; empty when the record is whole. Reads every row.';

-- Rights ----------------------------------------------------------------------------------------------------------

GRANT SELECT ON setting TO daemon;
GRANT SELECT, INSERT, UPDATE ON mailbox TO daemon;
GRANT SELECT, INSERT, UPDATE ON maildir_file TO daemon;
GRANT SELECT, INSERT, UPDATE ON mail TO daemon;
GRANT SELECT, INSERT ON mail_source TO daemon;
GRANT SELECT, INSERT, DELETE ON mail_reference TO daemon;
GRANT SELECT, INSERT, DELETE ON mail_link TO daemon;
GRANT SELECT, INSERT ON patch TO daemon;
GRANT SELECT, INSERT ON patch_file TO daemon;
GRANT SELECT, INSERT ON trailer TO daemon;
GRANT SELECT, INSERT, UPDATE ON series TO daemon;
GRANT SELECT, INSERT, UPDATE, DELETE ON series_patch TO daemon;
GRANT SELECT, INSERT, DELETE ON harvested_trailer TO daemon;
GRANT SELECT, INSERT ON policy_profile TO daemon;
GRANT SELECT, INSERT ON policy_exception TO daemon;
GRANT SELECT, INSERT, DELETE ON fit_words TO daemon;
GRANT SELECT, INSERT ON judgement TO daemon;
GRANT SELECT, INSERT ON finding TO daemon;
GRANT SELECT, INSERT ON dismissal TO daemon;
GRANT SELECT, INSERT, UPDATE ON rule_demotion TO daemon;
GRANT SELECT, INSERT ON skipped_rule TO daemon;
GRANT SELECT, INSERT ON exception_claim TO daemon;
GRANT SELECT, INSERT ON exception_reliance TO daemon;
GRANT SELECT, INSERT ON exception_confirmation TO daemon;
GRANT SELECT, INSERT ON given_tag TO daemon;
GRANT SELECT, INSERT, UPDATE ON reply TO daemon;
GRANT SELECT, INSERT ON reply_covers TO daemon;
GRANT SELECT, INSERT ON fallen_finding TO daemon;
GRANT SELECT, INSERT, UPDATE ON reply_attempt TO daemon;
GRANT SELECT, INSERT, UPDATE ON in_force TO daemon;
GRANT SELECT, INSERT, UPDATE ON reply_wait TO daemon;
GRANT SELECT, INSERT, UPDATE ON bounce_folder TO daemon;
GRANT SELECT, INSERT, UPDATE ON bounce TO daemon;
GRANT SELECT, INSERT, UPDATE ON dead_address TO daemon;
GRANT SELECT, INSERT, UPDATE ON nocopy TO daemon;
GRANT SELECT, INSERT, UPDATE ON breaker TO daemon;
GRANT SELECT, INSERT, UPDATE, DELETE ON alert TO daemon;
GRANT SELECT, INSERT, UPDATE, DELETE ON admin_mail TO daemon;
GRANT SELECT ON reply_author TO daemon;
GRANT SELECT, INSERT ON audit TO daemon;
GRANT SELECT, INSERT ON audit_text TO daemon;

GRANT SELECT ON SCHEMA PUBLIC TO reader;
