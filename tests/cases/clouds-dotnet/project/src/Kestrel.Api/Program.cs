using Kestrel.Api;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<Photos>();
var app = builder.Build();
app.MapGet("/bird", (Photos photos, Uri photo) => photos.DescribeAsync(photo));
app.Run();
