namespace Chronos.Core.Journal;

/// <summary>The journal cannot be opened, and nobody may write to it until somebody has looked.</summary>
public sealed class JournalRefusedException : Exception
{
    /// <summary>A refusal that no look at the files led to: options, self-test, space.</summary>
    public JournalRefusedException(RefusalCode code, string message, Exception? cause = null)
        : base(message, cause) => Code = code;

    /// <summary>A refusal because of what was found.</summary>
    public JournalRefusedException(RecoveryVerdict verdict, string message)
        : base(message)
    {
        Verdict = verdict;
        Code = CodeOf(verdict);
    }

    /// <summary>What was found; null when the files were not the reason.</summary>
    public RecoveryVerdict? Verdict { get; }

    /// <summary>Which refusal.</summary>
    public RefusalCode Code { get; }

    /// <summary>The process exit code for this refusal.</summary>
    public int ExitCode => (int)Code;

    /// <summary>A refusal because the disk did: no space, or any other error it reports.</summary>
    internal static JournalRefusedException ByDisk(Exception cause)
    {
        const int noSpace = 28;
        const int quotaExceeded = 122;
        var isSpace = (cause.HResult & 0xFFFF) is Libc.FileTooLargeError or noSpace or quotaExceeded;
        return new JournalRefusedException(
            isSpace ? RefusalCode.NoSpace : RefusalCode.Device,
            $"The journal could not be made ready: {cause.Message}", cause);
    }

    private static RefusalCode CodeOf(RecoveryVerdict verdict) => verdict switch
    {
        RecoveryVerdict.Foreign or RecoveryVerdict.Future or RecoveryVerdict.ProgramMismatch => RefusalCode.Foreign,
        RecoveryVerdict.Nondeterminism => RefusalCode.ReplayMismatch,
        RecoveryVerdict.Busy => RefusalCode.Busy,
        RecoveryVerdict.Device => RefusalCode.Device,
        _ => RefusalCode.Corrupt,
    };
}
