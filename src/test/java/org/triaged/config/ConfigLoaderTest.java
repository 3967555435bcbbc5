package org.triaged.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triaged.policy.ProfileId;
import org.triaged.triage.Caps;
import org.triaged.triage.MailAccount;
import org.triaged.triage.MailAccount.Tls;
import org.triaged.triage.WatchedList;

class ConfigLoaderTest {

    private static final String DAEMON = "triaged.yaml";
    private static final String LIST = "lists/qemu-devel.yaml";

    private ConfFolder conf;

    @BeforeEach
    void copyTheShippedConf(@TempDir Path folder) {
        conf = ConfFolder.small(folder);
    }

    @Test
    void mistakesOfEveryFileAreToldAtOnceInOrder() {
        conf.edit(LIST, "max-age: PT24H", "max-agee: PT24H")
                .edit(LIST, "quiet-period: PT10M", "quiet-period: [soon]")
                .edit(LIST, "before-first: generic/dco", "before-first: generic/doc")
                .edit(DAEMON, "schedule:", "shedule:")
                .edit("evidence/robots-1.yaml", "table: robots", "table: robot");

        assertThat(conf.mistakes())
                .containsExactly(
                        "evidence/robots-1.yaml:" + conf.line("evidence/robots-1.yaml", "table:")
                                + ":8: 'table': found 'robot', expected ai-evidence, scope or robots;"
                                + " did you mean 'robots'?",
                        LIST + ":" + conf.line(LIST, "before-first:")
                                + ":15: 'before-first': no profile 'generic/doc' in policies/;"
                                + " did you mean 'generic/dco'?",
                        LIST + ":" + conf.line(LIST, "quiet-period:")
                                + ":15: 'quiet-period': found a list, expected a duration of PT5M or more,"
                                + " such as PT10M",
                        LIST + ":" + conf.line(LIST, "max-agee:")
                                + ":1: unknown key 'max-agee'; did you mean 'max-age'?",
                        DAEMON + ":" + conf.line(DAEMON, "shedule:")
                                + ":1: unknown key 'shedule'; did you mean 'schedule'?");
    }

    @Test
    void aSyntaxErrorEndsItsOwnFileAlone() {
        conf.write(DAEMON, "data: ok\nimap: [\n").write(LIST, "list-id: {\n").write("words/generic.yaml", "rules: 5\n");

        assertThat(conf.mistakes()).anyMatch(told -> told.startsWith(DAEMON + ":3:1: not YAML: "));
        assertThat(conf.mistakes()).anyMatch(told -> told.startsWith(LIST + ":2:1: not YAML: "));
        assertThat(conf.mistakes()).anyMatch(told -> told.startsWith("words/generic.yaml:1:8: 'rules': found '5'"));
        assertThat(conf.mistakes()).noneMatch(told -> told.contains("no profile"));
    }

    @Test
    void theMessageHasALineForEachMistake() {
        conf.edit(LIST, "mode: record", "mode: recrod").edit(DAEMON, "owner:", "onwer:");

        assertThatThrownBy(conf::load)
                .isInstanceOf(ConfigMistakes.class)
                .message()
                .satisfies(message -> assertThat(message.lines()).hasSize(3));
    }

    @Test
    void aRepeatedKeyIsToldWithBothLines() {
        conf.edit(LIST, "mode: record", "mode: record\nmode: live");
        int first = conf.line(LIST, "mode:");

        assertThat(conf.mistakes())
                .containsExactly(
                        LIST + ":" + (first + 1) + ":1: repeated key 'mode'; it stands in line " + first + " already");
    }

    @Test
    void aMissingFolderSaysWhatToDoNext(@TempDir Path empty) {
        assertThatThrownBy(() -> ConfigLoader.load(empty.resolve("none"), Optional.empty()))
                .isInstanceOf(ConfigMistakes.class)
                .hasMessageContaining("none: no such folder; copy the conf/");
        assertThatThrownBy(() -> ConfigLoader.load(empty, Optional.empty()))
                .hasMessageContaining("triaged.yaml: missing; copy the one")
                .hasMessageContaining("lists: no list; add a file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "triaged.yaml | every: PT2M | every: 2m | 'every': found '2m', expected a duration of PT1S or more",
                "triaged.yaml | every: PT2M | every: PT0S | 'every': found 'PT0S', expected a duration of PT1S or more",
                "triaged.yaml | every: PT2M | evry: PT2M | unknown key 'evry'; did you mean 'every'?",
                "triaged.yaml | per-hour: 10 | per-hour: 0 | 'per-hour': found '0', expected a whole number from 1",
                "triaged.yaml | per-hour: 10 | per-hour: ten | 'per-hour': found 'ten', expected a whole number",
                "triaged.yaml | per-hour: 10 | per-hour: | 'per-hour': found nothing, expected a whole number",
                "triaged.yaml | per-hour: 10 | per-hour: {a: 1} | 'per-hour': found a map, expected a whole number",
                "triaged.yaml | port: 993 | port: 70000 | 'port': found '70000', expected a whole number from 1 to 65535",
                "triaged.yaml | host: imap.example.org | host: a b | 'host': found 'a b', expected a host name",
                "triaged.yaml | host: imap.example.org | hots: x.example | missing key 'host'; it needs a host name",
                "triaged.yaml | owner: triage-owner@example.org | owner: me | 'owner': found 'me', expected a mail address",
                "triaged.yaml | @triage.example.org | @localhost | 'own-address': found 'triaged@localhost', expected a host",
                "triaged.yaml | @triage.example.org | @10.0.0.1 | expected a host with its full name",
                "triaged.yaml | @triage.example.org | @triage | expected a host with its full name",
                "triaged.yaml | own-address: triaged@triage.example.org | own-address: qemu-devel@nongnu.org | it would answer itself",
                "triaged.yaml | '  main:' | '  smtp:' | is the name of the account that sends",
                "triaged.yaml | '  main:' | '  Main!:' | key: found 'Main!', expected a name of lower-case letters",
                "triaged.yaml | admins: [triage-owner@example.org] | admins: [qemu-devel@nongnu.org] | would go to the list",
                "triaged.yaml | admins: [triage-owner@example.org] | admins: [me] | 'admins': ",
                "triaged.yaml | admins: [triage-owner@example.org] | admins: [QEMU-devel@NonGNU.org] | would go to the list",
                "triaged.yaml | admins: [triage-owner@example.org] | '' | 'digest': goes to nobody without 'admins'",
                "triaged.yaml | digest: weekly | digest: hourly | 'digest': found 'hourly', expected none, daily or weekly",
                "triaged.yaml | '  main:' | '  admin-smtp:' | is the name of the account that sends",
                "lists/qemu-devel.yaml | mode: record | mode: shadow  # | ",
                "lists/qemu-devel.yaml | mode: record | mode: approve  # | ",
                "lists/qemu-devel.yaml | mode: record | mode: live  # | ",
                "lists/qemu-devel.yaml | live: false | live: true | 'live': is for a Maildir, which has no account",
                "lists/qemu-devel.yaml | live: false | live: yes | 'live': found 'yes', expected true or false",
                "lists/qemu-devel.yaml | account: main | account: mian | expected an account under 'imap' of triaged.yaml; did you mean 'main'?",
                "lists/qemu-devel.yaml | scope: qemu-scope-1 | scope: qemu-scop-1 | no table 'qemu-scop-1' in evidence/; did you mean 'qemu-scope-1'?",
                "lists/qemu-devel.yaml | scope: qemu-scope-1 | scope: robots-1 | 'robots-1' cannot be used as a scope table",
                "lists/qemu-devel.yaml | scope: qemu-scope-1 | scope: none | ",
                "lists/qemu-devel.yaml | quiet-period: PT10M | quiet-period: PT4M | expected a duration of PT5M or more",
                "lists/qemu-devel.yaml | max-age: PT24H | max-age: PT5M | must be longer than quiet-period",
                "lists/qemu-devel.yaml | max-age: PT24H | max-age: -PT5M | found '-PT5M', expected a duration",
                "lists/qemu-devel.yaml | list-id: qemu-devel.nongnu.org | list-id: <a.b> | expected the List-Id without brackets",
                "lists/qemu-devel.yaml | addresses: [qemu-devel@nongnu.org] | addresses: [] | the first is the Cc of every reply",
                "lists/qemu-devel.yaml | addresses: [qemu-devel@nongnu.org] | addresses: qemu-devel@nongnu.org | expected a list [...] of a mail address",
                "lists/qemu-devel.yaml | robots: [] | robots: [me] | in 'robots': found 'me', expected a mail address",
                "lists/qemu-devel.yaml | dco-sob-missing: | dco-sob-mising: | found 'dco-sob-mising', expected a known rule; did you mean 'dco-sob-missing'?",
                "lists/qemu-devel.yaml | ai-declared: reply | ai-declared: yes | 'ai-declared': found 'yes', expected reply, record or off",
                "lists/qemu-devel.yaml | scope-foreign: record | scope-foreign: reply | its findings never stand in a mail",
                "lists/qemu-devel.yaml | 'qemu, follow: timeline' | 'qemu, follow: timline' | found 'timline', expected timeline; did you mean 'timeline'?",
                "lists/qemu-devel.yaml | project: qemu | project: qmeu | found 'qmeu', expected a folder in policies/; did you mean 'qemu'?",
                "lists/qemu-devel.yaml | '{project: qemu, follow: timeline}' | '{pin: qemu/2025-09-rfc}' | ",
                "lists/qemu-devel.yaml | '{project: qemu, follow: timeline}' | '{pin: qemu/2025-09-rcf}' | no profile 'qemu/2025-09-rcf' in policies/; did you mean 'qemu/2025-09-rfc'?",
                "lists/qemu-devel.yaml | '{project: qemu, follow: timeline}' | '{}' | one of them",
                "lists/qemu-devel.yaml | 'qemu, follow: timeline' | 'qemu, follow: timeline, pin: generic/dco' | one of them",
                "words/generic.yaml | row: [for another tree] | row: [\"for another {tree}\"] | found {tree}, expected one of {key}",
                "words/generic.yaml | row: [for another tree] | row: [a, b, c] | expected one or two lines of at most 33 columns",
                "words/generic.yaml | row: [for another tree] | rwo: [a] | unknown key 'rwo'; did you mean 'row'?",
                "words/generic.yaml | settled: no Signed-off-by line in {patches} | settled: no Signed-off-by line | expected a part of a sentence with {patches} in it",
                "words/generic.yaml | settled: no Signed-off-by line in {patches} | settled: none in {patch} | found {patch}, expected one of {key}",
                "words/generic.yaml | settled: no Signed-off-by line in {patches} | setled: none in {patches} | unknown key 'setled'; did you mean 'settled'?",
                "evidence/ai-evidence-1.yaml | uses: [AI-used-for, | uses: [AI-used-four, | 'uses'",
                "words/generic.yaml | only-warnings: nothing here need hold up the review | only-warnings: It may wait. | expected a part of a sentence, without its full stop",
                "words/generic.yaml | only-warnings: nothing here need hold up the review | only-warnings: '{line} may wait' | found {line}, expected no brace",
                "words/generic.yaml | claim-row: no exception is in force | claim-row: no exception is in force for any of it | expected one line of at most 33 columns",
                "words/generic.yaml | '\"{claim} is noted' | '\"{key} is noted' | found {key}, expected one of {claim}, or no brace",
                "words/generic.yaml | '  claim-unconfirmed:' | '  claim-unconfirmd:' | unknown key 'claim-unconfirmd'; did you mean 'claim-unconfirmed'?",
                "words/generic.yaml | '  scope-foreign:' | '  scope-foriegn:' | words table 'generic' has no words for rule 'scope-foreign'",
                "evidence/ai-evidence-1.yaml | '    - Crush\n    - Cursor\n' | '    - Crash\n' | found 'Crash', expected a name that 'tools' lists, too; did you mean 'Crush'?",
                "evidence/ai-evidence-1.yaml | '(write|generate|draft)\\b' | '(write|generate' | expected a regular expression as RE2 knows them, with one {tool}",
                "evidence/ai-evidence-1.yaml | 'with \\[{tool}\\]' | 'with \\[tool\\]' | expected a regular expression as RE2 knows them, with one {tool}",
                "evidence/ai-evidence-1.yaml | author-suffixes: | author-sufixes: | unknown key 'author-sufixes'; did you mean 'author-suffixes'?",
                "policies/linux/2026-07.yaml | ^LLM( | ^LLM(?=x)( | expected a regular expression or none",
                "policies/linux/2026-07.yaml | 'must-not: [mail-address]' | 'must-not: [mail-adress]' | did you mean 'mail-address'?",
                "policies/linux/2026-04.yaml | [Assisted-by] | [Assisted-bye] | 'Assisted-bye' is not among the strong keys of the evidence table; did you mean 'Assisted-by'?",
                "policies/linux/2026-04.yaml | [Assisted-by] | '[Assisted-by], forbidden: [\"*\"]' | ",
                "policies/linux/2026-04.yaml | [Assisted-by] | '[Assisted-by], forbidden: [\"**\"]' | expected a trailer key such as Signed-off-by, or * for every key",
                "policies/qemu/2026-05-draft.yaml | 'cap: 20' | 'cap: 0' | found '0', expected a whole number from 1",
                "policies/qemu/2026-05-draft.yaml | 'uncounted: [tests/' | 'uncounted: [te*sts/' | expected a relative path",
                "policies/qemu/2026-05-draft.yaml | 'form: ' | 'from: ' | 'form': missing; a value that can be wrong needs its form in words",
                "policies/qemu/2026-05-draft.yaml | 'mechanical, small-fix' | 'mechanic, small-fix' | did you mean 'mechanical'?",
                "policies/qemu/2026-05-draft.yaml | before-sign-off | before-signoff | did you mean 'before-sign-off'?",
                "evidence/ai-evidence-1.yaml | '    AI-tool: AI' | '    AI-tol: AI' | found 'AI-tol', expected a key that 'strong' lists, too; did you mean 'AI-tool'?",
            })
    void aMistakeIsTold(String file, String from, String to, String told) {
        conf.edit(file, from, to == null ? "" : to);

        if (told == null) {
            assertThat(conf.mistakes()).isEmpty();
        } else {
            assertThat(conf.mistakes()).anyMatch(line -> line.contains(told));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mail.example.org, false",
        "127.example.org, false",
        "127.0.0.256, false",
        "localhost.example.org, false",
        "10.0.0.1, false",
        "127.0.0.1, true",
        "127.1.2.3, true",
        "'[::1]', true",
        "localhost, true"
    })
    void anOpenConnectionIsForLoopbackAlone(String host, boolean allowed) {
        conf.edit(DAEMON, "host: imap.example.org", "host: '" + host + "'")
                .edit(DAEMON, "port: 993\n", "\n")
                .write(DAEMON, conf.text(DAEMON).replaceFirst("tls: implicit", "tls: none"));

        if (allowed) {
            assertThat(conf.load().imap().get("main").port()).isEqualTo(143);
        } else {
            assertThat(conf.mistakes()).singleElement().asString().contains("none is for a loopback address alone");
        }
    }

    @Test
    void aLoginMayBeMissingForSendingOnLoopbackAlone() {
        String file = conf.text(DAEMON);
        String noLogin = file.substring(0, file.indexOf("smtp:")) + "smtp: {host: HOST, tls: TLS}\nowner: a@b.example\n"
                + "own-address: t@b.example\n";

        conf.write(DAEMON, noLogin.replace("HOST", "127.0.0.1").replace("TLS", "none"));
        assertThat(conf.load().smtp().port()).isEqualTo(25);
        assertThat(conf.load().smtp().tls()).isEqualTo(Tls.NONE);
        assertThat(conf.load().smtp().user()).isEmpty();

        conf.write(DAEMON, noLogin.replace("HOST", "mail.example.org").replace("TLS", "starttls"));
        assertThat(conf.mistakes())
                .singleElement()
                .asString()
                .contains("only a server on a loopback address is used without a login");
    }

    @Test
    void defaultsAreThoseTheCommentsName() {
        conf.write(DAEMON, """
                        imap: {main: {host: imap.example.org, user: u, password-file: p}}
                        smtp: {host: smtp.example.org, user: u, password-file: /p}
                        own-address: t@triage.example.org
                        owner: o@example.org
                        """).write(LIST, """
                        list-id: devel.example.org
                        addresses: [devel@example.org]
                        account: main
                        policy: {project: qemu, follow: timeline}
                        scope: none
                        """);
        Config written = ConfigLoader.load(ConfFolder.SHIPPED, Optional.empty());
        Config assumed = conf.load();

        assertThat(assumed.dataFolder()).isEqualTo(written.dataFolder());
        assertThat(assumed.schedule()).isEqualTo(written.schedule());
        assertThat(assumed.caps()).isEqualTo(written.caps()).isEqualTo(new Caps(10, 40));
        assertThat(assumed.imap().get("main").port()).isEqualTo(993);
        assertThat(assumed.imap().get("main").secret())
                .contains(new MailAccount.PasswordFile(conf.path().resolve("p")));
        assertThat(assumed.smtp().secret()).contains(new MailAccount.PasswordFile(Path.of("/p")));
        assertThat(assumed.smtp().port()).isEqualTo(465);
        assertThat(assumed.lists().get(0))
                .usingRecursiveComparison()
                .ignoringFields("facts", "terms")
                .isEqualTo(written.lists().get(0));
        assertThat(assumed.lists().get(0).maxAge()).isEqualTo(Duration.ofHours(24));
        assertThat(assumed.lists().get(0).terms().weights()).isEmpty();
    }

    @Test
    void aTokenCommandStandsInPlaceOfAPasswordFile() {
        String daemon = conf.text(DAEMON);
        conf.write(DAEMON, daemon.replaceAll("password-file: .*", "token-command: [bin/token, --for, 'a b']"));
        assertThat(conf.load().imap().get("main").secret())
                .contains(new MailAccount.TokenCommand(
                        List.of(conf.path().resolve("bin/token").toString(), "--for", "a b")));
        assertThat(conf.load().smtp().byToken()).isTrue();

        conf.write(DAEMON, daemon.replaceAll("password-file: .*", "token-command: [oauth2-token]"));
        assertThat(conf.load().smtp().secret()).contains(new MailAccount.TokenCommand(List.of("oauth2-token")));

        conf.write(DAEMON, daemon.replaceAll("( *)(password-file: .*)", "$1$2\n$1token-command: [t]"));
        assertThat(conf.mistakes())
                .hasSize(2)
                .allMatch(told -> told.endsWith("'token-command': stands beside 'password-file'; name one of them"));

        conf.write(DAEMON, daemon.replaceAll("password-file: .*", "token-command: []"));
        assertThat(conf.mistakes())
                .hasSize(2)
                .allMatch(told -> told.contains("'token-command': expected a list [PROGRAM, ARGUMENT, ...]"));

        conf.write(DAEMON, daemon.replaceAll("password-file: .*", "token-command: oauth2 token"));
        assertThat(conf.mistakes())
                .anyMatch(told -> told.contains("'token-command': found 'oauth2 token', expected a list"));

        conf.write(DAEMON, daemon.replaceAll("password-file: .*", "# none"));
        assertThat(conf.mistakes())
                .hasSize(2)
                .anyMatch(told -> told.contains("missing; name a 'password-file' or a 'token-command'"))
                .anyMatch(told -> told.contains("'user' and 'password-file' or 'token-command' go together"));
    }

    @Test
    void aListWithoutAccountLiesInAMaildir() {
        conf.edit(LIST, "account: main\n", "\n").edit(LIST, "folder: INBOX", "folder: mail/devel/");
        WatchedList imported = conf.load().lists().get(0);
        assertThat(imported.account()).isEqualTo(WatchedList.MAILDIR);
        assertThat(imported.folder())
                .isEqualTo(conf.path().resolve("mail/devel").toString());
        assertThat(imported.polled()).isFalse();

        conf.edit(LIST, "mode: record", "mode: live");
        assertThat(conf.mistakes())
                .singleElement()
                .asString()
                .startsWith(LIST + ":" + conf.line(LIST, "mode:") + ":7: 'mode': nothing is answered from a Maildir");

        conf.edit(LIST, "live: false", "live: true").edit(LIST, "folder: mail/devel/", "folder: /var/mail/devel");
        assertThat(conf.load().lists().get(0).polled()).isTrue();
        assertThat(conf.load().lists().get(0).folder()).isEqualTo("/var/mail/devel");
        String daemon = conf.text(DAEMON);
        conf.write(DAEMON, daemon.substring(0, daemon.indexOf("imap:")) + daemon.substring(daemon.indexOf("smtp:")));
        assertThat(conf.load().imap()).isEmpty();
    }

    @Test
    void anAccountThatWasForgottenIsToldWhereTheFolderIsNoPath() {
        conf.edit(LIST, "account: main\n", "\n");
        assertThat(conf.mistakes())
                .singleElement()
                .asString()
                .contains("'folder': found 'INBOX', expected the path of a Maildir", "name that 'account', too");
        conf.edit(LIST, "folder: INBOX\n", "\n");
        assertThat(conf.mistakes()).singleElement().asString().contains("missing key 'folder'");
    }

    @Test
    void theOptionForTheDataFolderWins(@TempDir Path data) {
        assertThat(ConfigLoader.load(conf.path(), Optional.of(data)).dataFolder())
                .isEqualTo(data);
        assertThat(conf.load().dataFolder()).isAbsolute().hasFileName("data");
    }

    @Test
    void theControlSocketIsInTheDataFolderUntilItIsNamed(@TempDir Path data) {
        Config assumed = ConfigLoader.load(conf.path(), Optional.of(data));
        assertThat(assumed.controlSocket()).isEqualTo(data.resolve("run/control.sock"));
        assertThat(assumed.controlGroup()).isEmpty();
        conf.write(DAEMON, conf.text(DAEMON) + "\ncontrol: {socket: /run/triaged/control.sock, group: adm}\n");
        assertThat(conf.load().controlSocket()).isEqualTo(Path.of("/run/triaged/control.sock"));
        assertThat(conf.load().controlGroup()).contains("adm");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{sokcet: /run/t/c.sock} | unknown key 'sokcet'; did you mean 'socket'?",
                "{socket: [a]} | expected the path of a socket",
                "{group: adm} | 'group': needs 'socket' in a folder of its own",
                "{socket: /run/t/c.sock, group: a b} | found 'a b', expected the name of a group",
                "adm | 'control': found 'adm'"
            })
    void aMistakeAboutTheControlSocketIsTold(String control, String told) {
        conf.write(DAEMON, conf.text(DAEMON) + "\ncontrol: " + control + "\n");
        assertThat(conf.mistakes())
                .anyMatch(line ->
                        line.startsWith(DAEMON + ":" + conf.line(DAEMON, "control:") + ":") && line.contains(told));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{port: 0} | 'port': found '0', expected a whole number from 1 to 65535",
                "{address: '::1'} | 'port'",
                "{port: 1, address: 0.0.0.0} | found '0.0.0.0', expected",
                "{port: 1, address: localhost} | found 'localhost', expected",
                "{prot: 1} | unknown key 'prot'; did you mean 'port'?"
            })
    void aPlaceForMonitorsIsRefusedUnlessItIsOnLoopback(String metrics, String told) {
        assertThat(conf.load().metrics()).isEmpty();
        conf.write(DAEMON, conf.text(DAEMON) + "\nmetrics: " + metrics + "\n");
        assertThat(conf.mistakes())
                .anyMatch(line ->
                        line.startsWith(DAEMON + ":" + conf.line(DAEMON, "metrics: {") + ":") && line.contains(told));
        conf.edit(DAEMON, metrics, "{port: 9464, address: '::1'}");
        assertThat(conf.load().metrics()).contains(new Config.MetricsPlace("::1", 9464));
    }

    @Test
    void aPathThatIsTooLongForASocketIsRefused() {
        String longest = "/" + "x".repeat(105);
        conf.write(DAEMON, conf.text(DAEMON) + "\ncontrol: {socket: " + longest + "}\n");
        assertThat(conf.mistakes()).isEmpty();
        conf.edit(DAEMON, longest, longest + "x");
        assertThat(conf.mistakes()).singleElement().asString().contains("in full at most 106 bytes");
    }

    @Test
    void aListHasOneFile() {
        conf.write("lists/again.yaml", conf.text(LIST));

        assertThat(conf.mistakes())
                .singleElement()
                .asString()
                .contains("'qemu-devel.nongnu.org' has a list file already");
    }

    @Test
    void theFolderOfBouncesIsNoListsOwn() {
        String list = conf.text(LIST);
        conf.write(DAEMON, conf.text(DAEMON) + "\nbounces: {account: main, folder: inbox}\n");
        conf.write(LIST, list.replaceAll("(?m)^folder: .*", "folder: INBOX"));
        assertThat(conf.mistakes())
                .singleElement()
                .asString()
                .startsWith(LIST + ":" + conf.line(LIST, "folder:") + ":")
                .contains("'folder': 'INBOX' of 'main' is the folder of bounces in triaged.yaml");
        conf.write(LIST, list.replaceAll("(?m)^folder: .*", "folder: INBOX/qemu"));
        assertThat(conf.mistakes()).isEmpty();
        conf.write(LIST, list.replaceAll("(?m)^folder: .*\n", ""));
        assertThat(conf.mistakes()).singleElement().asString().contains("'INBOX' of 'main' is the folder of bounces");
    }

    @Test
    void listsAreSortedByName() {
        conf.write("lists/another.yaml", conf.text(LIST).replace("list-id: qemu-devel", "list-id: another"));

        assertThat(conf.load().lists()).extracting(list -> list.name()).containsExactly("another", "qemu-devel");
    }

    @Test
    void robotsOfTheTablesAndOfTheListAreNeverAnswered() {
        conf.edit(LIST, "robots: []", "robots: [Bot@Example.org]");

        assertThat(conf.load().lists().get(0).robots()).contains("bot@example.org", "no-reply@patchew.org");
    }

    @Test
    void aFileNobodyWouldReadIsAMistake() throws Exception {
        conf.write("lists/other.yml", "").write("lists/Upper Case.yaml", "");
        Files.write(conf.path().resolve("words/latin.yaml"), new byte[] {'a', (byte) 0xe9});
        conf.write("words/large.yaml", "#".repeat(300_000));

        assertThat(conf.mistakes())
                .contains(
                        "lists/other.yml: is not read; name it other.yaml",
                        "words/latin.yaml: is not UTF-8; save it in that encoding",
                        "words/large.yaml: larger than 262144 bytes; a conf file is short")
                .anyMatch(told -> told.startsWith("lists/Upper Case.yaml: a list file needs a name of lower-case"));
    }

    @Test
    void anAliasOfACollectionIsRefused() {
        conf.edit(LIST, "relays: []", "relays: &a [a@b.example]\nlist-tags: *a").edit(LIST, "\nlist-tags: []", "\n");

        assertThat(conf.mistakes()).singleElement().asString().contains(LIST, "not YAML");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shadow: []             | shadow: [qemu/2026-05-drft]     | no profile 'qemu/2026-05-drft' in policies/; did you mean 'qemu/2026-05-draft'?",
                "shadow: []             | shadow: [generic/dco, generic/dco] | a profile stands there twice",
                "people: none           | people: nobody.mailmap          | cannot read",
                "people: none           | peple: none                     | unknown key 'peple'; did you mean 'people'?",
                "maintainers-file: none | maintainer-file: none           | unknown key 'maintainer-file'; did you mean 'maintainers-file'?",
            })
    void aMistakeInWhatAListKnowsIsTold(String from, String to, String told) {
        conf.edit(LIST, "\n" + from + "\n", "\n" + to + "\n");

        assertThat(conf.mistakes())
                .singleElement()
                .asString()
                .startsWith(LIST + ":" + conf.line(LIST, to.substring(0, to.indexOf(':'))))
                .contains(told);
    }

    @Test
    void aListKnowsItsPeopleItsMaintainersAndItsShadows() {
        conf.write("people", "# who\nAnn Dev <ann@example.org> <ann@home.example.org> # at home\n\n")
                .edit(LIST, "\npeople: none\n", "\npeople: people\n")
                .edit(LIST, "\nmaintainers-file: none\n", "\nmaintainers-file: MAINTAINERS\n")
                .edit(LIST, "\nshadow: []\n", "\nshadow: [qemu/2026-05-draft]\n");

        WatchedList list = conf.load().lists().get(0);

        assertThat(list.facts().people()).isEqualTo(list.terms().known().people());
        assertThat(list.facts().people().entries()).hasSize(1);
        assertThat(list.maintainersFile()).contains(conf.path().resolve("MAINTAINERS"));
        assertThat(list.terms().shadow()).containsExactly(new ProfileId("qemu/2026-05-draft"));
        conf.write("people", "Ann Dev <ann@example.org>\nann at example.org\n");
        assertThat(conf.mistakes()).singleElement().asString().startsWith("people:2:1: expected 'Name <address>'");
    }

    @Test
    void whoVouchesForSendersNeedsAName() {
        assertThat(conf.mistakes()).isEmpty();
        conf.edit(DAEMON, "\narc-sealer: none\n", "\narc-sealer: lists.example.org\n");
        assertThat(conf.mistakes()).singleElement().asString().contains("says nothing without authserv-id");
        conf.edit(DAEMON, "\nauthserv-id: none\n", "\nauthserv-id: mx.example.org\n");
        assertThat(conf.mistakes()).isEmpty();
    }
}
