namespace Chronos.Core.Engine;

/// <summary>How far the journal has come.</summary>
/// <param name="Written">Last sequence complete in the ring file; survives the death of the process.</param>
/// <param name="Synced">Last sequence on disk behind a successful sync; survives power loss.</param>
/// <param name="SpareSegments">Segments made ahead.</param>
/// <param name="EgressStopped">True once the journal has failed; nothing leaves any more.</param>
public readonly record struct JournalStatus(long Written, long Synced, int SpareSegments, bool EgressStopped);
