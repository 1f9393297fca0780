namespace Chronos.Host;

/// <summary>What the process ends with. A refused start has the codes 64 to 73 of <see cref="Core.Journal.RefusalCode"/>.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The check failed.</summary>
    public const int CheckFailed = 1;

    /// <summary>Wrong usage or input.</summary>
    public const int Usage = 2;

    /// <summary>Could not run.</summary>
    public const int CouldNotRun = 3;

    /// <summary>A start refused because of its options.</summary>
    public const int Configuration = 64;

    /// <summary>A start refused because a key is missing or unsafe.</summary>
    public const int SealKey = 68;
}
