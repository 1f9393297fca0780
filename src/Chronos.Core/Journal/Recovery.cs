using System.Security.Cryptography;
using System.Text;

namespace Chronos.Core.Journal;

/// <summary>
/// What happens before a journal is written to again: look at everything, repair what is certain, refuse the rest.
/// docs/journal-format.md has the table of verdicts.
/// </summary>
public static class Recovery
{
    /// <summary>
    /// Reads the whole journal and gives its verdict; changes nothing. The journal must not be in use. Any thread.
    /// </summary>
    /// <param name="dataDirectory">Directory of the segments.</param>
    /// <param name="ringDirectory">Directory of the ring; null for the default one.</param>
    /// <param name="trustedSequence">
    /// A sequence up to which something else vouches for what was recorded, as a good snapshot does: of segments that end
    /// before it only the headers are read. 0 for reading everything.
    /// </param>
    public static RecoveryReport Inspect(string dataDirectory, string? ringDirectory = null, long trustedSequence = 0) =>
        Inspect(dataDirectory, ringDirectory, new DiskSync(), trustedSequence);

    internal static RecoveryReport Inspect(string dataDirectory, string? ringDirectory, IDisk disk, long trustedSequence = 0)
    {
        var directory = Path.GetFullPath(dataDirectory);
        using var inspector = new JournalInspector(directory, RingPath(directory, ringDirectory), disk, trustedSequence);
        return inspector.Inspect();
    }

    /// <summary>
    /// Does what the report says is to be repaired and inspects again. Killed anywhere and run again, it leaves the
    /// same bytes. The caller holds the journal's lock.
    /// </summary>
    public static RecoveryReport Repair(RecoveryReport report) => Repair(report, new DiskSync());

    internal static string RingPath(string dataDirectory, string? ringDirectory) =>
        Path.Combine(ringDirectory ?? DefaultRingDirectory(dataDirectory), JournalFiles.RingName);

    internal static RecoveryReport Repair(RecoveryReport report, IDisk disk)
    {
        ThrowIfRefused(report);
        new JournalRepair(report.Tail, disk).Run();
        using var inspector = new JournalInspector(report.Tail.Directory, report.Tail.RingPath, disk, report.Tail.TrustedSequence);
        return inspector.Inspect();
    }

    /// <summary>
    /// All of it: inspects, repairs what is certain, leaves on the disk what was read. Gives what was found and the journal as
    /// it stands then; throws <see cref="JournalRefusedException"/> when either is refused. The caller holds the journal's lock.
    /// </summary>
    internal static (RecoveryReport Found, RecoveryReport Report) Run(
        string dataDirectory, string? ringDirectory, IDisk disk, long trustedSequence)
    {
        var found = Inspect(dataDirectory, ringDirectory, disk, trustedSequence);
        ThrowIfRefused(found);
        var report = found.NeedsRepair ? Repair(found, disk) : Settle(found, disk);
        ThrowIfRefused(report);
        return (found, report);
    }

    /// <summary>Makes sure that a journal that needs no repair stands on the disk as it was read. A refused one is left alone.</summary>
    internal static RecoveryReport Settle(RecoveryReport report, IDisk disk)
    {
        if (!report.IsRefused)
        {
            new JournalRepair(report.Tail, disk).Settle();
        }

        return report;
    }

    /// <summary>
    /// Where the ring stands unless the options say otherwise: under /dev/shm, named by a hash of the data directory's
    /// full path; in the data directory where there is no /dev/shm.
    /// </summary>
    public static string DefaultRingDirectory(string dataDirectory)
    {
        const string sharedMemory = "/dev/shm";
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataDirectory));
        return Directory.Exists(sharedMemory)
            ? $"{sharedMemory}/chronosx-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(full)))[..16]}"
            : full;
    }

    private static void ThrowIfRefused(RecoveryReport report)
    {
        if (report.IsRefused)
        {
            throw new JournalRefusedException(report.Verdict, report.Message);
        }
    }
}
