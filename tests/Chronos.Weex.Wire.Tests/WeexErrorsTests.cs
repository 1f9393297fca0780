namespace Chronos.Weex.Wire.Tests;

public class WeexErrorsTests
{
    /// <summary>Every code the venue documents, in both families, with what must come of it.</summary>
    public static TheoryData<int, string> Codes => new()
    {
        { 0, "Done" }, { 200, "Done" },
        { -1000, "Unknown" },
        { -1040, "HaltAuth" }, { -1041, "HaltAuth" }, { -1042, "HaltAuth" },
        { -1043, "ClockExpired" }, { -1044, "HaltAuth" }, { -1045, "HaltBug" }, { -1046, "ClockExpired" }, { -1047, "HaltAuth" },
        { -1049, "HaltAuth" }, { -1050, "HaltAuth" }, { -1051, "HaltAuth" }, { -1052, "HaltAuth" }, { -1053, "HaltAuth" },
        { -1054, "Unknown" }, { -1055, "HaltAuth" }, { -1056, "HaltAuth" }, { -1057, "HaltAuth" }, { -1058, "SymbolRefused" },
        { -1059, "RateLimited" },
        { -1115, "HaltBug" }, { -1116, "HaltBug" }, { -1117, "HaltBug" }, { -1121, "SymbolRefused" }, { -1128, "HaltBug" },
        { -1135, "HaltBug" }, { -1140, "HaltBug" }, { -1141, "HaltBug" }, { -1142, "HaltBug" }, { -1150, "HaltBug" },
        { -1160, "HaltBug" }, { -1170, "HaltBug" }, { -1171, "HaltBug" }, { -1180, "HaltBug" }, { -1190, "HaltAuth" },
        { -2007, "SymbolRefused" }, { -2200, "OrderUnknown" },
        { -3006, "HaltBug" }, { -3007, "Refused" }, { -3200, "OrderUnknown" }, { -3235, "SymbolRefused" }, { -3236, "HaltAuth" },
        { -3313, "Configuration" }, { -3613, "SymbolRefused" },
        { -4000, "Configuration" }, { -4001, "Configuration" }, { -4002, "Configuration" },
        { 429, "RateLimited" },
        { 40001, "HaltAuth" }, { 40002, "HaltAuth" }, { 40003, "HaltAuth" }, { 40005, "ClockExpired" }, { 40006, "HaltAuth" },
        { 40007, "HaltBug" }, { 40008, "ClockExpired" }, { 40009, "HaltAuth" }, { 40011, "HaltAuth" }, { 40012, "HaltAuth" },
        { 40013, "HaltAuth" }, { 40014, "HaltAuth" }, { 40015, "Unknown" }, { 40016, "HaltAuth" }, { 40017, "HaltBug" },
        { 40018, "HaltAuth" }, { 40102, "SymbolRefused" }, { 40200, "Unknown" }, { 40305, "HaltBug" }, { 40409, "HaltBug" },
        { 40704, "HaltBug" }, { 40707, "HaltBug" }, { 40724, "HaltBug" }, { 40725, "Unknown" }, { 40912, "HaltBug" },
        { 40913, "HaltBug" }, { 43001, "OrderUnknown" }, { 43002, "Unknown" }, { 43004, "OrderUnknown" }, { 43005, "Refused" },
        { 43006, "Refused" }, { 43007, "Refused" }, { 43009, "Refused" }, { 43010, "Refused" }, { 43011, "Refused" },
        { -1, "Unknown" }, { -9999, "Unknown" }, { 50000, "Unknown" }, { int.MinValue, "Unknown" },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public void EveryCodeHasOneOutcome(int code, string outcome) =>
        Assert.Equal(outcome, WeexErrors.Classify(code, "some text").ToString());

    /// <summary>The page tells the same table.</summary>
    [Theory]
    [MemberData(nameof(Codes))]
    public void ThePageTellsEveryCode(int code, string outcome)
    {
        if (code is 0 or 200 or -1 or -9999 or 50000 or int.MinValue)
        {
            return;
        }

        var row = Page().Single(line => line.StartsWith($"| {code} |", StringComparison.Ordinal));
        Assert.Contains(outcome, row, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1054, "FAILED_PRECONDITION: Move margin available amount not enough.", "Refused")]
    [InlineData(-1054, "system busy, FAILED_PRECONDITION", "Unknown")]
    [InlineData(40015, "position side invalid", "Refused")]
    [InlineData(40015, "system error", "Unknown")]
    [InlineData(-1142, "Parameter 'symbol' is invalid.", "SymbolRefused")]
    [InlineData(-1140, "Duplicate newClientOrderId", "Unknown")]
    [InlineData(-1140, "Either orderId or origClientOrderId must be sent.", "HaltBug")]
    public void TextDecidesWhereACodeHasTwoUses(int code, string message, string outcome) =>
        Assert.Equal(outcome, WeexErrors.Classify(code, message).ToString());

    [Theory]
    [InlineData("-1054", "FAILED_PRECONDITION: margin", "Refused")]
    [InlineData("", "FAILED_PRECONDITION: margin", "Refused")]
    [InlineData("", "", "Unknown")]
    [InlineData("0", "", "Unknown")]
    [InlineData("200", "", "Unknown")]
    [InlineData("odd", "text", "Unknown")]
    [InlineData("-3200", "", "OrderUnknown")]
    [InlineData("", "FAILED_ORDER_NOT_FOUND", "OrderUnknown")]
    [InlineData("43005", "", "Refused")]
    public void RefusalsInsideASuccessAreReadByTheirCode(string code, string message, string outcome) =>
        Assert.Equal(outcome, WeexErrors.ClassifyRefusal(code, message).ToString());

    [Theory]
    [InlineData(200, "{}", true, "Done")]
    [InlineData(200, "{\"code\":-1121,\"msg\":\"\"}", true, "SymbolRefused")]
    [InlineData(200, null, true, "Unknown")]
    [InlineData(400, "{\"code\":-3007,\"msg\":\"\"}", true, "Refused")]
    [InlineData(400, "{}", true, "Unknown")]
    [InlineData(403, null, true, "Unknown")]
    [InlineData(404, null, false, "Unknown")]
    [InlineData(307, "{}", true, "Unknown")]
    [InlineData(307, "{\"code\":-3007,\"msg\":\"\"}", true, "Unknown")]
    [InlineData(500, "{\"code\":-3007,\"msg\":\"\"}", true, "Unknown")]
    [InlineData(503, null, true, "Unknown")]
    [InlineData(521, null, false, "Unknown")]
    [InlineData(429, "{\"code\":429,\"msg\":\"Too many requests\"}", true, "Unknown")]
    [InlineData(429, "{\"code\":429,\"msg\":\"Too many requests\"}", false, "RateLimited")]
    [InlineData(400, "{\"code\":\"429\",\"msg\":\"\"}", true, "Unknown")]
    [InlineData(429, null, true, "Unknown")]
    [InlineData(429, null, false, "RateLimited")]
    [InlineData(418, null, true, "Unknown")]
    [InlineData(418, null, false, "RateLimited")]
    [InlineData(429, "{\"code\":-1059,\"msg\":\"high-frequency\"}", true, "RateLimited")]
    public void StatusAndEnvelopeDecideTogether(int status, string? body, bool placesOrder, string outcome)
    {
        WeexEnvelope? envelope = body is null ? null : WeexEnvelope.Read(Text.Utf8(body));
        Assert.Equal(outcome, WeexErrors.ClassifyAnswer(status, envelope, placesOrder).ToString());
    }

    private static string[] Page()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "ChronosX.sln")))
        {
            folder = folder.Parent;
        }

        return File.ReadAllLines(Path.Combine(folder.FullName, "docs", "weex.md"));
    }
}
