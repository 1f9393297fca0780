namespace Chronos.Core.Journal;

/// <summary>
/// Which segments may be deleted. A segment goes when it is older or in excess as said here, and only when it is sealed,
/// the newest two good snapshots are past it and, where an archive is named, it has been archived and so have the records up
/// to those snapshots.
/// </summary>
public sealed class RetentionOptions
{
    /// <summary>Segments whose last record is older, in nanoseconds by the engine's clock, may go; null for no age. Default null.</summary>
    public long? AgeNanosMax { get; init; }

    /// <summary>While segments take more bytes together, the oldest may go; null for any size. Default null.</summary>
    public long? BytesMax { get; init; }

    /// <summary>How far the archive has come; null where there is none to wait for. Default null.</summary>
    public IArchiveMark? Archive { get; init; }

    internal IEnumerable<string> Violations()
    {
        if (AgeNanosMax is null && BytesMax is null)
        {
            yield return "Retention: neither an age nor a size is named";
        }

        if (AgeNanosMax is <= 0)
        {
            yield return $"Retention: {nameof(AgeNanosMax)} is {AgeNanosMax}, not above 0";
        }

        if (BytesMax is <= 0)
        {
            yield return $"Retention: {nameof(BytesMax)} is {BytesMax}, not above 0";
        }
    }
}
