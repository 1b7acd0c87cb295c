package org.muster.webapp.orchestration;

import java.util.Map;
import org.muster.protocol.platform.TaskAnswer;
import org.muster.protocol.platform.TaskDetail;
import org.muster.protocol.platform.TaskRow;
import org.muster.webapp.http.LongTable;
import org.muster.webapp.identity.Person;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The task list over HTTP. Who may see a task may read all of its evidence, as in Tasklist. */
@RestController
@RequestMapping("/api/tasks")
class TaskEndpoints {
    private static final String ID = "/{id}";

    private final WaitingTasks waiting;
    private final HumanTasks desk;

    TaskEndpoints(WaitingTasks waiting, HumanTasks desk) {
        this.waiting = waiting;
        this.desk = desk;
    }

    @GetMapping
    LongTable<TaskRow> list(@RequestParam Map<String, String> filters, Authentication caller) {
        Person person = Person.of(caller);
        return LongTable.of(filters, asked -> waiting.of(person, asked));
    }

    @GetMapping(ID)
    TaskDetail task(@PathVariable String id) {
        return waiting.task(id);
    }

    @PostMapping(ID + "/complete")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void complete(@PathVariable String id, @RequestBody TaskAnswer answer, Authentication caller) {
        desk.complete(id, Person.of(caller), answer.fields());
    }
}
