"""Making sure who calls or stands at the counter."""
