using Chronos.Core.Journal;

namespace Chronos.Host.Archive;

/// <summary>
/// How an archive is doing, for whoever asks: retention and the health of the host. The archive's thread writes it, any reads.
/// </summary>
internal sealed class ArchiveProgress : IArchiveMark
{
    private long _archived;
    private long _mark;
    private string? _trouble;
    private string? _failure;

    /// <summary>The last sequence that is in the database, as far as it has been asked; 0 before.</summary>
    public long Archived
    {
        get => Volatile.Read(ref _archived);
        set => Volatile.Write(ref _archived, value);
    }

    /// <summary>
    /// The last sequence the archive needs the journal for no more. 0 until it stands where the database does: before, it may
    /// still have to read what the database has already.
    /// </summary>
    public long ArchivedSequence
    {
        get => Volatile.Read(ref _mark);
        set => Volatile.Write(ref _mark, value);
    }

    /// <summary>What is wrong with the database at present; null when nothing is.</summary>
    public string? Trouble
    {
        get => Volatile.Read(ref _trouble);
        set => Volatile.Write(ref _trouble, value);
    }

    /// <summary>Why it has ended before its time; null while it runs or after a stop.</summary>
    public string? Failure
    {
        get => Volatile.Read(ref _failure);
        set => Volatile.Write(ref _failure, value);
    }
}
