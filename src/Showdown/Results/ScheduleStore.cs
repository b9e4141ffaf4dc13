using Dapper;

namespace Showdown.Results;

/// <summary>Which scheduled times have been dealt with.</summary>
public sealed class ScheduleStore(Database database)
{
    /// <summary>The last time of a schedule that was dealt with; for a new or changed schedule the time when it was first seen.</summary>
    public async Task<DateTimeOffset> HandledAsync(string job, string definition, DateTimeOffset now, CancellationToken cancel)
    {
        const string see = """
            insert into schedule (job, definition, since) values (@job, @definition, @now)
            on conflict (job) do update set definition = @definition, since = @now where schedule.definition <> @definition
            """;
        const string last = """
            select since as at from schedule where job = @job
            union all
            select due_at from schedule_time where job = @job
            order by at desc limit 1
            """;
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync(
            new CommandDefinition(
                see,
                new
                {
                    job,
                    definition,
                    now,
                },
                cancellationToken: cancel
            )
        );
        return (await connection.QuerySingleAsync<Moment>(new CommandDefinition(last, new { job }, cancellationToken: cancel))).At;
    }

    /// <summary>Forgets the schedules of all other jobs. One that comes back begins anew: what lies before is not due.</summary>
    public async Task ForgetAllButAsync(IReadOnlySet<string> jobs, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var gone = (await connection.QueryAsync<string>(new CommandDefinition("select job from schedule", cancellationToken: cancel)))
            .Where(job => !jobs.Contains(job))
            .ToList();
        await connection.ExecuteAsync("delete from schedule where job = @job", gone.Select(job => new { job }));
    }

    /// <summary>Notes what was done about a scheduled time.</summary>
    /// <returns>False when somebody else had dealt with it.</returns>
    public async Task<bool> NoteAsync(string job, DateTimeOffset dueAt, string action, CancellationToken cancel)
    {
        const string sql = "insert into schedule_time (job, due_at, action) values (@job, @dueAt, @action) on conflict (job, due_at) do nothing";
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteAsync(
                new CommandDefinition(
                    sql,
                    new
                    {
                        job,
                        dueAt,
                        action,
                    },
                    cancellationToken: cancel
                )
            ) == 1;
    }

    /// <summary>The last run that a job started, and whether any of its runs is going on.</summary>
    public async Task<JobState> StateAsync(string job, CancellationToken cancel)
    {
        const string sql = """
            select (select id from run where job = @job order by created_at desc, id desc limit 1) as last_run,
                   (select status from run where job = @job order by created_at desc, id desc limit 1) as last_status,
                   (select cast(count(*) as integer) from run where job = @job and status = 'Running') as running
            """;
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.QuerySingleAsync<JobState>(new CommandDefinition(sql, new { job }, cancellationToken: cancel));
    }

    private sealed class Moment
    {
        public DateTimeOffset At { get; set; }
    }
}
