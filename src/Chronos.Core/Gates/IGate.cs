using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>Answers one question: how much of this proposal may pass?</summary>
internal interface IGate
{
    /// <summary>Which gate it is; its bit in the objection mask.</summary>
    GateId Id { get; }

    /// <summary>False for an entry gate, which never stops a verified reduction.</summary>
    bool BindsReductions { get; }

    /// <summary>Pure: reads, changes nothing, does not allocate or throw. Never called without a mandate unless it is the mandate gate.</summary>
    Cap Check(in GateContext context, EngineState state);
}
