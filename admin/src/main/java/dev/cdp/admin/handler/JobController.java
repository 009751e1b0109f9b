package dev.cdp.admin.handler;

import dev.cdp.admin.access.Right;
import dev.cdp.admin.service.job.JobPlan;
import dev.cdp.admin.service.job.JobService;
import dev.cdp.admin.service.job.JobStarter;
import io.micronaut.core.annotation.Nullable;
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
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The Flink jobs, for operators. */
@Controller("/api/v1/jobs")
@ExecuteOn(TaskExecutors.BLOCKING)
class JobController {
    private static final int MOST_SUBTASKS = 720;

    private final JobService jobs;
    private final JobStarter starter;

    JobController(JobService jobs, JobStarter starter) {
        this.jobs = jobs;
        this.starter = starter;
    }

    @Serdeable
    record NewJob(
            @NotBlank String kind,
            @Nullable @Size(max = 200) String destination,
            @Nullable @Min(1) @Max(MOST_SUBTASKS) Integer parallelism,
            @Nullable @Size(max = 1_000) String savepointPath) {
        JobPlan plan() {
            return JobPlan.of(
                    kind,
                    destination == null ? "" : destination,
                    parallelism == null ? 0 : parallelism,
                    savepointPath == null ? "" : savepointPath);
        }
    }

    @Serdeable
    record RescaleRequest(@Min(1) @Max(MOST_SUBTASKS) int parallelism) {}

    @Serdeable
    record SavepointRequest(boolean stop) {}

    @Allow(Right.OPERATOR)
    @Get
    JobService.Jobs list() {
        return jobs.list();
    }

    @Allow(Right.OPERATOR)
    @Post
    @Status(HttpStatus.ACCEPTED)
    JobStarter.Started start(HttpRequest<?> request, @Valid @Body NewJob body) {
        return starter.start(Requests.access(request), body.plan());
    }

    @Allow(Right.OPERATOR)
    @Post("/{job}/rescale")
    @Status(HttpStatus.ACCEPTED)
    JobStarter.Started rescale(HttpRequest<?> request, String job, @Valid @Body RescaleRequest body) {
        return starter.rescale(Requests.access(request), job, body.parallelism());
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
