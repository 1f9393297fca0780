namespace Chronos.Weex.Sandbox;

/// <summary>A user of the sandbox with the one key it has.</summary>
public sealed class SandboxAccount
{
    /// <summary>ACCESS-KEY.</summary>
    public string Key { get; set; } = "sandbox-key";

    /// <summary>What requests are signed with.</summary>
    public string Secret { get; set; } = "sandbox-secret";

    /// <summary>ACCESS-PASSPHRASE.</summary>
    public string Passphrase { get; set; } = "sandbox";

    /// <summary>Among Readonly, Spot, Futures.</summary>
    public IReadOnlyList<string> Permissions { get; set; } = ["Readonly", "Spot", "Futures"];

    /// <summary>May upload AI logs.</summary>
    public bool AiLogParticipant { get; set; } = true;

    /// <summary>Deposits on contract by asset.</summary>
    public IReadOnlyDictionary<string, decimal> ContractBalances { get; set; } =
        new Dictionary<string, decimal> { ["USDT"] = 10_000, ["SUSDT"] = 10_000 };

    /// <summary>Deposits on spot by asset.</summary>
    public IReadOnlyDictionary<string, decimal> SpotBalances { get; set; } =
        new Dictionary<string, decimal> { ["USDT"] = 10_000, ["BTC"] = 1, ["ETH"] = 10, ["DOGE"] = 10_000 };
}
