namespace Chronos.Host.Archive;

/// <summary>Where the audit trail is archived, and in what steps.</summary>
internal sealed record ArchiveOptions
{
    /// <summary>Npgsql connection string, password included.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Rows written in one transaction; 1 to 100 000. More are not held in memory.</summary>
    public int BatchRows { get; init; } = 5_000;

    /// <summary>Time between two looks at the journal while there is nothing new, and the longest a row waits for its batch. Milliseconds.</summary>
    public int PollMillis { get; init; } = 200;

    /// <summary>Time before the database is tried again after a failure. Milliseconds.</summary>
    public int RetryMillis { get; init; } = 2_000;

    /// <summary>Time a stop waits for what is synced to be archived; the rest follows with the next run. Milliseconds.</summary>
    public int StopMillis { get; init; } = 10_000;
}
