namespace Chronos.Core.Journal;

/// <summary>
/// Who writes, as the ring and every segment of one run carry it. The salt is random, drawn once a run and recorded;
/// it keeps bytes of other runs from ever passing as records of this one, and decides nothing.
/// </summary>
internal sealed class RunIdentity
{
    /// <summary>Bytes of an engine or boot id.</summary>
    public const int IdBytes = 16;

    /// <summary>Which engine, for the life of its data directory. 16 bytes.</summary>
    public required byte[] EngineId { get; init; }

    /// <summary>Which boot of the machine. 16 bytes; zeros where the system does not say.</summary>
    public required byte[] BootId { get; init; }

    /// <summary>Seeds the CRC of every record of the run.</summary>
    public required ulong Salt { get; init; }

    /// <summary>The writer's term; never falls.</summary>
    public required uint Epoch { get; init; }
}
