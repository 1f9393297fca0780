namespace Chronos.Core.Engine;

/// <summary>How far the journal has come.</summary>
/// <param name="Written">Last sequence complete in the ring file; survives the death of the process.</param>
/// <param name="Synced">Last sequence on disk behind a successful sync; survives power loss.</param>
/// <param name="Sealed">Last sequence under a signed checkpoint; null where nothing is sealed.</param>
/// <param name="SealError">Why sealing fails at present; null when it does not.</param>
/// <param name="SpareSegments">Segments made ahead.</param>
/// <param name="EgressStopped">True once the journal has failed; nothing leaves any more.</param>
public readonly record struct JournalStatus(
    long Written, long Synced, long? Sealed, string? SealError, int SpareSegments, bool EgressStopped);
