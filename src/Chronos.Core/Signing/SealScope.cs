using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Signing;

/// <summary>
/// What all seals of a run have in common and what can kill them: engine, mode, policy in force and scope epochs. The
/// engine thread changes it; venue threads read it just before a send.
/// </summary>
internal sealed class SealScope(ScopeEpochs epochs)
{
    private Policy? _policy;

    public byte[] EngineId { get; set; } = new byte[16];

    public EngineMode Mode { get; set; }

    public EngineStage Stage { get; set; }

    public ScopeEpochs Epochs => epochs;

    /// <summary>The policy in force; a seal made under an older one is dead.</summary>
    public Policy? Policy
    {
        get => Volatile.Read(ref _policy);
        set => Volatile.Write(ref _policy, value);
    }
}
