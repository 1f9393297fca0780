using Chronos.Core.Books;

namespace Chronos.Core.Replay;

/// <summary>Looks at each event of a replay after it was decided and before the books change: as gates and approvers saw it.</summary>
internal interface IDecisionWitness
{
    /// <summary>Reads; changes neither the event nor the books.</summary>
    void OnDecided(ref EngineEvent e, EngineState state);
}
