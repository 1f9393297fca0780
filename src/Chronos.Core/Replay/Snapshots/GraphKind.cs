namespace Chronos.Core.Replay.Snapshots;

/// <summary>How a type is written.</summary>
internal enum GraphKind
{
    /// <summary>A value without references: its bytes.</summary>
    Plain,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A read-only list of strings, whatever stands behind it; read back as an array.</summary>
    Texts,

    /// <summary>An array: of plain values their bytes, else each element.</summary>
    Array,

    /// <summary>A class of ours: each field.</summary>
    Object,

    /// <summary>Not part of the graph; given by whoever reads it.</summary>
    Outside,
}
