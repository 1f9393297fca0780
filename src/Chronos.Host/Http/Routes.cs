using Chronos.Core;

namespace Chronos.Host.Http;

internal static class Routes
{
    public static void Map(WebApplication app, ChronosEngine engine)
    {
        app.MapGet("/health/live", () => "live");
    }
}
