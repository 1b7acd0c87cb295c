package org.muster.sandbox.rucio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.sandbox.RunningSandbox.exceptionClass;
import static org.muster.sandbox.RunningSandbox.json;
import static org.muster.sandbox.RunningSandbox.lines;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.sandbox.RunningSandbox;

/**
 * What the real server answers to an administrator's mistakes, in its form: class and text in body and headers, and of
 * the text the detail alone. Where it forgets to catch its own refusal and says 500, the class is its own and the status
 * that of its sister calls.
 */
class UpkeepRefusalsTest {

    private static final RunningSandbox SANDBOX = RunningSandbox.INSTANCE;

    private static void assertRefused(HttpResponse<String> answer, int status, String exceptionClass, String text) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(exceptionClass(answer)).isEqualTo(exceptionClass);
        assertThat(json(answer).path("ExceptionClass").asText()).isEqualTo(exceptionClass);
        assertThat(json(answer).path("ExceptionMessage").asText()).startsWith(text == null ? "" : text);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST|/accounts/Rita|{'type':'USER','email':'x'}|400|InvalidObject|Problem validating account: 'Rita'",
                "POST|/accounts/a-name-of-26-letters-is-too|{'type':'USER','email':'x'}|400|InvalidObject|",
                "POST|/accounts/%F0%9F%A4%AF|{'type':'USER','email':'x'}|400|InvalidObject|",
                "POST|/accounts/rob|{'type':'KING','email':'x'}|400|InvalidAccountType|KING is an invalid account type.",
                "POST|/accounts/rob|{'type':5,'email':'x'}|400|InvalidObject|5 is not of type 'string'",
                "POST|/accounts/rob|{'email':'x'}|400|KeyError|'type' not defined",
                "POST|/accounts/rob|{'type':'USER'}|400|KeyError|'email' not defined",
                "POST|/accounts/rob|[]|400|TypeError|body must be a json dictionary",
                "POST|/accounts/rob|{|400|ValueError|cannot decode json parameter dictionary",
                "POST|/accounts/muster|{'type':'USER','email':'x'}|409|Duplicate|Account ID 'muster' already exists!",
                "PUT|/accounts/nobody|{'email':'x'}|404|AccountNotFound|Account ID 'nobody' does not exist",
                "PUT|/accounts/Nobody|{'email':'x'}|400|InvalidObject|",
                "PUT|/accounts/muster|{'colour':'red'}|400|ValueError|Unknown value red",
                "PUT|/accounts/muster|{'account_type':'KING'}|400|InvalidAccountType|",
                "PUT|/accounts/muster|{'email':['x']}|400|InvalidObject|",
                "POST|/accounts/muster/attr/no%20blank|{'value':'x'}|400|InvalidObject|Problem validating account_attribute",
                "POST|/accounts/muster/attr/team|{'value':'no blank'}|400|InvalidObject|",
                "POST|/accounts/muster/attr/team|{'value':true}|400|InvalidObject|true is not of type 'string'",
                "POST|/accounts/muster/attr/team|{}|400|KeyError|'value' not defined",
                "POST|/accounts/muster/attr/admin|{'value':'x'}|409|Duplicate|Key admin already exist for account muster!",
                "POST|/accounts/nobody/attr/team|{'value':'x'}|404|AccountNotFound|",
                "DELETE|/accounts/nobody/attr/team|{}|404|AccountNotFound|Attribute (team) does not exist for the account nobody!",
                "POST|/accounts/muster/limits/local/NO_DISK|{'bytes':1}|404|RSENotFound|RSE 'NO_DISK' cannot be found in vo 'def'",
                "POST|/accounts/nobody/limits/local/UK_NORTH_DISK|{'bytes':1}|404|AccountNotFound|",
                "POST|/accountlimits/local/muster/UK_NORTH_DISK|{}|400|KeyError|'bytes' not defined",
                "POST|/accountlimits/local/muster/UK_NORTH_DISK|{'bytes':'1'}|400|InvalidObject|",
                "POST|/accountlimits/local/muster/UK_NORTH_DISK|{'bytes':1.5}|400|InvalidObject|",
                "POST|/accountlimits/local/muster/UK_NORTH_DISK|{'bytes':1e400}|400|InvalidObject|",
                "POST|/accountlimits/local/muster/UK_NORTH_DISK|{'bytes':9223372036854775808}|400|InvalidObject|",
                "DELETE|/accountlimits/local/muster/NO_DISK|{}|404|RSENotFound|",
                "DELETE|/accountlimits/local/nobody/UK_NORTH_DISK|{}|404|AccountNotFound|",
                "GET|/accounts/muster/limits/local/NO_DISK||404|RSENotFound|",
                "GET|/accounts/muster/usage/local/NO_DISK||404|RSENotFound|",
                "GET|/accounts/nobody/identities||404|AccountNotFound|",
                "GET|/accounts/nobody/scopes/||404|AccountNotFound|",
                "GET|/accounts/justinreadonly/scopes/||404|ScopeNotFound|no scopes found for account ID 'justinreadonly'",
                "GET|/scopes/justinreadonly/scopes||404|ScopeNotFound|no scopes found for account 'justinreadonly'",
                "POST|/accounts/muster/scopes/a%2Cb|{}|400|InvalidObject|",
                "POST|/accounts/muster/scopes/a-scope-of-26-letters-is-it|{}|400|InvalidObject|",
                "POST|/accounts/nobody/scopes/lab.two|{}|404|AccountNotFound|",
                "POST|/accounts/muster/scopes/usertests|{}|409|Duplicate|Scope 'usertests' already exists!",
                "PUT|/scopes/nobody/usertests|{}|404|AccountNotFound|",
                "PUT|/scopes/muster/lab.none|{}|404|ScopeNotFound|None",
            })
    void ofAccountsAndScopes(String method, String path, String body, int status, String exceptionClass, String text) {
        assertRefused(asRoot(method, path, body), status, exceptionClass, text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST|/rses/new_disk|{}|400|InvalidObject|Problem validating rse: 'new_disk'",
                "POST|/rses/%F0%9F%A4%AF|{}|400|InvalidObject|",
                "POST|/rses/UK_NORTH_DISK||409|Duplicate|RSE 'UK_NORTH_DISK' already exists!",
                "POST|/rses/OTHER|{'rse_type':'PAPER'}|400|ValueError|'PAPER' is not a valid RSEType",
                "POST|/rses/OTHER|{'deterministic':'perhaps'}|400|TypeError|'deterministic' must be a boolean type.",
                "POST|/rses/OTHER|{'volatile':{}}|400|TypeError|",
                "POST|/rses/OTHER|[]|400|TypeError|body must be a json dictionary",
                "PUT|/rses/NO_DISK|{'availability_write':false}|404|RSENotFound|",
                "PUT|/rses/UK_NORTH_DISK|{'availability_write':'perhaps'}|400|TypeError|",
                "POST|/rses/NO_DISK/attr/tier|{'value':1}|404|RSENotFound|",
                "POST|/rses/UK_NORTH_DISK/attr/tier|{'value':[1]}|400|InvalidObject|",
                "POST|/rses/UK_NORTH_DISK/attr/tier|{}|400|KeyError|",
                "DELETE|/rses/UK_NORTH_DISK/attr/none|{}|404|RSEAttributeNotFound|RSE attribute 'none' cannot be found",
                "DELETE|/rses/NO_DISK/attr/none|{}|404|RSENotFound|",
                "GET|/rses/NO_DISK/protocols/davs||404|RSENotFound|",
                "POST|/rses/NO_DISK/protocols/davs|{'impl':'i'}|404|RSENotFound|",
                "POST|/rses/UK_NORTH_DISK/protocols/davs|{'hostname':'h'}|400|InvalidObject|Missing values!",
                "POST|/rses/UK_NORTH_DISK/protocols/davs|{'impl':'i','port':'443'}|400|InvalidObject|",
                "POST|/rses/UK_NORTH_DISK/protocols/davs|{'impl':'i','port':99999999999}|400|InvalidObject|",
                "POST|/rses/UK_NORTH_DISK/protocols/davs|{'impl':'i','port':-1}|400|InvalidObject|",
                "POST|/rses/UK_NORTH_DISK/protocols/davs|{'impl':['i']}|400|InvalidObject|",
                "POST|/rses/UK_NORTH_DISK/protocols/davs|{'impl':'i','domains':5}|400|InvalidObject|",
                "POST|/rses/UK_NORTH_DISK/protocols/davs|{'impl':'i','domains':{'lan':1}}|400|InvalidObject|",
                "POST|/rses/UK_NORTH_DISK/protocols/davs|{'impl':'i','domains':{'moon':{}}}|404|RSEProtocolDomainNotSupported|The protocol domain 'moon'",
                "POST|/rses/UK_NORTH_DISK/protocols/davs|{'impl':'i','domains':{'wan':{'burn':1}}}|404|RSEOperationNotSupported|Operation 'burn'",
                "POST|/rses/UK_NORTH_DISK/protocols/davs|{'impl':'i','domains':{'wan':{'read':'x'}}}|409|RSEProtocolPriorityError|The provided priority",
                "POST|/rses/UK_NORTH_DISK/protocols/davs|{'impl':'i','domains':{'wan':{'read':-1}}}|409|RSEProtocolPriorityError|",
                "POST|/rses/UK_NORTH_DISK/protocols/davs|{'impl':'i','domains':{'wan':{'read':1e99}}}|409|RSEProtocolPriorityError|",
                "DELETE|/rses/UK_NORTH_DISK/protocols/davs|{}|404|RSEProtocolNotSupported|RSE 'UK_NORTH_DISK' does not support protocol 'davs'",
                "DELETE|/rses/UK_NORTH_DISK/protocols/http/nowhere/1|{}|404|RSEProtocolNotSupported|RSE 'UK_NORTH_DISK' does not support protocol 'http' for hostname 'nowhere' on port '1'",
                "DELETE|/rses/UK_NORTH_DISK/protocols/http/nowhere/port|{}|400|ValueError|",
                "POST|/rses/UK_NORTH_DISK/distances/NO_DISK|{'distance':1}|404|RSENotFound|",
                "POST|/rses/UK_NORTH_DISK/distances/FR_WEST_DISK|{'distance':1}|409|Duplicate|Distance from UK_NORTH_DISK to FR_WEST_DISK already exists!",
                "POST|/rses/UK_NORTH_DISK/distances/FR_WEST_DISK|{}|400|KeyError|",
                "PUT|/rses/UK_NORTH_DISK/distances/FR_WEST_DISK|{'distance':'far'}|400|InvalidObject|",
                "PUT|/rses/UK_NORTH_DISK/distances/FR_WEST_DISK|{'ranking':2147483648}|400|InvalidObject|2147483648 is out of range",
                "DELETE|/rses/NO_DISK/distances/FR_WEST_DISK|{}|404|RSENotFound|",
                "PUT|/rses/NO_DISK/limits|{'name':'MinFreeSpace','value':1}|404|RSENotFound|",
                "PUT|/rses/UK_NORTH_DISK/limits|{'name':'MinFreeSpace'}|400|KeyError|'value' not defined",
                "PUT|/rses/UK_NORTH_DISK/limits|{'name':5,'value':1}|400|InvalidObject|",
                "PUT|/rses/UK_NORTH_DISK/limits|{'name':'MinFreeSpace','value':1e30}|400|InvalidObject|",
                "DELETE|/rses/UK_NORTH_DISK/limits|{}|400|KeyError|'name' not defined",
                "PUT|/rses/NO_DISK/usage|{'source':'storage','used':1}|404|RSENotFound|",
                "PUT|/rses/UK_NORTH_DISK/usage|{'source':'storage','used':'1'}|400|InvalidObject|",
                "PUT|/rses/UK_NORTH_DISK/usage|{'used':1}|400|KeyError|",
            })
    void ofRses(String method, String path, String body, int status, String exceptionClass, String text) {
        assertRefused(asRoot(method, path, body), status, exceptionClass, text);
        assertThat(lines(SANDBOX.rucio("GET", "/rses/", ""))).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST|/replicas/bad|{'pfns':['http://nowhere/x']}|404|ReplicaNotFound|Not all replicas found",
                "POST|/replicas/bad|{'replicas':['http://nowhere/x',{}]}|400|InvalidType|The replicas must be specified",
                "POST|/replicas/bad|{'replicas':[{'scope':'usertests','name':'x'}]}|400|InvalidType|The replica dictionary",
                "POST|/replicas/bad|{'replicas':[5]}|400|InvalidType|",
                "POST|/replicas/bad|{'replicas':[{'scope':5,'name':'x','rse':'UK_NORTH_DISK'}]}|400|InvalidObject|",
                "POST|/replicas/bad|{'replicas':[{'scope':'usertests','name':'x','rse':'NO_DISK'}]}|404|RSENotFound|",
                "POST|/replicas/bad|{'replicas':'all'}|400|InvalidObject|",
                "POST|/replicas/bad|{'force':'perhaps'}|400|TypeError|'force' must be a boolean type.",
                "POST|/replicas/bad/dids|{'dids':[]}|400|KeyError|'rse' not defined",
                "POST|/replicas/bad/dids|{'rse':'NO_DISK','dids':[]}|404|RSENotFound|",
                "POST|/replicas/bad/dids|{'rse':'UK_NORTH_DISK','dids':[{'name':'x'}]}|400|KeyError|'scope' not defined",
                "POST|/replicas/bad/dids|{'rse':'UK_NORTH_DISK','dids':[5]}|400|TypeError|",
                "POST|/replicas/tombstone|{'replicas':[{'scope':'usertests','name':'x','rse':'NO_DISK'}]}|404|RSENotFound|",
                "POST|/replicas/tombstone|{'replicas':[{'scope':'usertests','name':'x','rse':'UK_NORTH_DISK'}]}|404|ReplicaNotFound|Replica usertests:x on RSE UK_NORTH_DISK could not be found.",
                "POST|/replicas/tombstone|{'replicas':[{'name':'x','rse':'UK_NORTH_DISK'}]}|400|InvalidType|",
                "GET|/replicas/rse/NO_DISK||404|RSENotFound|",
                "DELETE|/rules/00000000000000000000000000000000|{}|404|RuleNotFound|No rule with the id 0000",
                "PUT|/rules/00000000000000000000000000000000|{'options':{'lifetime':1}}|404|RuleNotFound|",
                "PUT|/rules/00000000000000000000000000000000|{'options':[]}|400|TypeError|",
                "PUT|/rules/00000000000000000000000000000000|{}|400|KeyError|'options' not defined",
                "GET|/rules/00000000000000000000000000000000/analysis||404|RuleNotFound|No rule with the id 0000",
                "POST|/rules/00000000000000000000000000000000/move|{'rse_expression':'UK_NORTH_DISK'}|404|RuleNotFound|",
                "POST|/rules/00000000000000000000000000000000/move|{}|400|KeyError|'rse_expression' not defined",
                "POST|/rules/00000000000000000000000000000000/move|{'rse_expression':'X','override':{'dids':[]}}|409|UnsupportedOperation|Non-valid override option dids",
                "POST|/rules/00000000000000000000000000000000/move|{'rse_expression':'X','override':{'colour':1}}|409|UnsupportedOperation|Non-valid override option colour",
                "POST|/rules/00000000000000000000000000000000/move|{'rse_expression':'X','override':[]}|400|TypeError|",
                "POST|/rules/00000000000000000000000000000000/move|{'rse_expression':['X']}|400|InvalidObject|",
                "POST|/rules/00000000000000000000000000000000/reduce|{'copies':1}|404|RuleNotFound|",
                "POST|/rules/00000000000000000000000000000000/reduce|{}|400|KeyError|'copies' not defined",
                "POST|/rules/00000000000000000000000000000000/reduce|{'copies':'1'}|400|InvalidObject|",
                "POST|/rules/00000000000000000000000000000000/reduce|{'copies':1e30}|400|InvalidObject|",
                "GET|/subscriptions/muster/none/rules||404|SubscriptionNotFound|Subscription for account 'muster' named 'none' not found",
            })
    void ofReplicasAndRules(String method, String path, String body, int status, String exceptionClass, String text) {
        assertRefused(asRoot(method, path, body), status, exceptionClass, text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST|/accounts/somebody|{'type':'USER','email':'x'}|401|add account. ",
                "PUT|/accounts/muster|{'email':'x'}|401|change email  of the account. ",
                "POST|/accounts/muster/attr/admin2|{'value':'x'}|401|add attributes. ",
                "DELETE|/accounts/muster/attr/admin|{}|401|delete attribute. ",
                "POST|/accounts/muster/limits/local/UK_NORTH_DISK|{'bytes':1}|401|set account limits. ",
                "DELETE|/accounts/muster/limits/local/UK_NORTH_DISK|{}|401|delete account limits. ",
                "POST|/accounts/justinreadonly/scopes/own|{}|401|add scope. ",
                "POST|/scopes/justinreadonly/own|{}|500|add scope. ",
                "PUT|/scopes/justinreadonly/usertests|{}|500|add scope. ",
                "POST|/rses/STOLEN_DISK|{}|401|add RSE. ",
                "POST|/rses/UK_NORTH_DISK/attr/site|{'value':'x'}|401|add RSE attributes. ",
                "DELETE|/rses/UK_NORTH_DISK/attr/site|{}|401|delete RSE attributes. ",
                "POST|/rses/UK_NORTH_DISK/protocols/root|{'impl':'i'}|401|add protocols to RSE UK_NORTH_DISK. ",
                "DELETE|/rses/UK_NORTH_DISK/protocols/http|{}|500|delete protocols from RSE UK_NORTH_DISK. ",
                "POST|/rses/UK_NORTH_DISK/distances/FR_WEST_DISK|{'distance':1}|401|add RSE distances. ",
                "PUT|/rses/UK_NORTH_DISK/distances/FR_WEST_DISK|{'distance':1}|401|update RSE distances. ",
                "DELETE|/rses/UK_NORTH_DISK/distances/FR_WEST_DISK|{}|401|update RSE distances. ",
                "PUT|/rses/UK_NORTH_DISK/limits|{'name':'MinFreeSpace','value':1}|401|update RSE limits for RSE UK_NORTH_DISK. ",
                "DELETE|/rses/UK_NORTH_DISK/limits|{'name':'MinFreeSpace'}|401|update RSE limits for RSE UK_NORTH_DISK. ",
                "PUT|/rses/UK_NORTH_DISK/usage|{'source':'storage','used':1}|401|update RSE usage information for RSE UK_NORTH_DISK. ",
                "POST|/replicas/bad|{'replicas':[{'scope':'usertests','name':'x','rse':'UK_NORTH_DISK'}]}|401|declare bad replicas in RSE UK_NORTH_DISK. ",
                "POST|/replicas/bad/dids|{'rse':'UK_NORTH_DISK','dids':[]}|401|declare bad PFN or DIDs. ",
                "POST|/replicas/tombstone|{'replicas':[{'scope':'usertests','name':'x','rse':'UK_NORTH_DISK'}]}|500|set tombstones. ",
                "DELETE|/rules/00000000000000000000000000000000|{}|401|delete this replication rule. ",
                "PUT|/rules/00000000000000000000000000000000|{'options':{}}|401|update this replication rule. ",
                "POST|/rules/00000000000000000000000000000000/move|{'rse_expression':'X'}|500|move this replication rule. ",
                "POST|/rules/00000000000000000000000000000000/reduce|{'copies':1}|500|reduce this replication rule. ",
            })
    void ofWhoMayNot(String method, String path, String body, int status, String action) {
        String sent = quoted(body);
        assertRefused(
                SANDBOX.rucioAs("justinreadonly", method, path, sent),
                status,
                "AccessDenied",
                "Account justinreadonly can not " + action);
        assertThat(exceptionClass(SANDBOX.send(method, "/rucio" + path, sent))).isEqualTo("ValueError");
    }

    /** The generic policy leaves these to root, whatever an account's attributes say. */
    @Test
    void ofAdministratorsWhoAreNotRoot() {
        assertRefused(
                SANDBOX.rucio("POST", "/accounts/somebody", quoted("{'type':'USER','email':'x'}")),
                401,
                "AccessDenied",
                "Account muster can not add account. ");
        assertRefused(
                SANDBOX.rucio("PUT", "/rses/UK_NORTH_DISK/usage", quoted("{'source':'storage','used':1}")),
                401,
                "AccessDenied",
                "Account muster can not update RSE usage information for RSE UK_NORTH_DISK. ");
        assertRefused(
                SANDBOX.rucio("POST", "/replicas/bad/dids", quoted("{'rse':'UK_NORTH_DISK','dids':[]}")),
                401,
                "AccessDenied",
                "Account muster can not declare bad PFN or DIDs. ");
    }

    /** Nothing is declared, so nobody asks who does it. */
    @Test
    void nothingButWhatNamesAReplica() {
        for (String body : new String[] {"{}", "{'pfns':[]}", "{'replicas':[],'pfns':null}"}) {
            HttpResponse<String> answer = SANDBOX.rucioAs("justinreadonly", "POST", "/replicas/bad", quoted(body));
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.body()).isEqualTo("{}");
        }
        assertThat(SANDBOX.rucioAs("justinreadonly", "POST", "/replicas/tombstone", "{}")
                        .statusCode())
                .isEqualTo(201);
    }

    private static HttpResponse<String> asRoot(String method, String path, String body) {
        return SANDBOX.rucioAs("root", method, path, quoted(body));
    }

    private static String quoted(String body) {
        return body == null ? "" : body.replace('\'', '"');
    }
}
