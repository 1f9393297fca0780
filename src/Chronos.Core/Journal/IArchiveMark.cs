namespace Chronos.Core.Journal;

/// <summary>How far an archive holds the journal.</summary>
public interface IArchiveMark
{
    /// <summary>
    /// Last sequence up to which everything is safe in the archive; 0 when nothing is, or when it cannot be told. Any thread.
    /// </summary>
    long ArchivedSequence { get; }
}
