using Chronos.Core.Journal;

namespace Chronos.Host.Archive;

/// <summary>Several archives of one journal: what all of them hold.</summary>
internal sealed class LeastArchiveMark(IReadOnlyList<IArchiveMark> marks) : IArchiveMark
{
    /// <inheritdoc />
    public long ArchivedSequence => marks.Min(m => m.ArchivedSequence);
}
