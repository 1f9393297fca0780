namespace Chronos.Weex.Wire;

/// <summary>Which of the venue's three languages a message is in.</summary>
internal enum WeexDialect
{
    /// <summary>Contract v3, paths <c>/capi/v3</c>.</summary>
    ContractV3 = 1,

    /// <summary>Spot v3, paths <c>/api/v3</c>.</summary>
    SpotV3 = 2,

    /// <summary>Contract v2, paths <c>/capi/v2</c>: symbols such as <c>cmt_btcusdt</c>, numeric type codes.</summary>
    ContractV2 = 3,
}
