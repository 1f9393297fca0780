namespace Chronos.Core.Model;

/// <summary>The governance stage, independent of <see cref="EngineMode"/>. Numbers are part of the journal format.</summary>
public enum EngineStage : byte
{
    /// <summary>Entries only; exits only as governed reductions; realised P&amp;L only.</summary>
    Alpha = 1,

    /// <summary>Full operation.</summary>
    Production = 2,
}
