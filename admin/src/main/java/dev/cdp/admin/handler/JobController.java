package dev.cdp.admin.handler;

import dev.cdp.admin.access.Right;
import dev.cdp.admin.service.job.JobService;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;

/** The Flink jobs, for operators. */
@Controller("/api/v1/jobs")
@ExecuteOn(TaskExecutors.BLOCKING)
class JobController {
    private final JobService jobs;

    JobController(JobService jobs) {
        this.jobs = jobs;
    }

    @Serdeable
    record SavepointRequest(boolean stop) {}

    @Allow(Right.OPERATOR)
    @Get
    JobService.Jobs list() {
        return jobs.list();
    }

    @Allow(Right.OPERATOR)
    @Get("/{job}")
    JobService.JobDetail get(String job) {
        return jobs.get(job);
    }

    @Allow(Right.OPERATOR)
    @Post("/{job}/savepoints")
    @Status(HttpStatus.ACCEPTED)
    JobService.Savepoint savepoint(HttpRequest<?> request, String job, @Body SavepointRequest body) {
        return jobs.savepoint(Requests.access(request), job, body.stop());
    }

    @Allow(Right.OPERATOR)
    @Get("/{job}/savepoints/{trigger}")
    JobService.Savepoint findSavepoint(String job, String trigger) {
        return jobs.findSavepoint(job, trigger);
    }

    @Allow(Right.OPERATOR)
    @Post(value = "/{job}/cancel", consumes = "*/*")
    HttpResponse<?> cancel(HttpRequest<?> request, String job) {
        jobs.cancel(Requests.access(request), job);
        return HttpResponse.accepted();
    }
}
