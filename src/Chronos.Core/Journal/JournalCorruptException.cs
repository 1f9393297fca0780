namespace Chronos.Core.Journal;

/// <summary>A reader met bytes that are not the journal's.</summary>
public sealed class JournalCorruptException(string file, long offset, long sequence, string what)
    : Exception($"{file} at byte {offset}, sequence {sequence}: {what}")
{
    /// <summary>The segment or ring file.</summary>
    public string File { get; } = file;

    /// <summary>Where in it.</summary>
    public long Offset { get; } = offset;

    /// <summary>Sequence of the record that should stand there.</summary>
    public long Sequence { get; } = sequence;
}
